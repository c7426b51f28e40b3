import {render} from 'preact';

import {App} from './app.tsx';
import {Speaking} from './language.tsx';
import './style/base.css';
import './style/parts.css';
import './style/pages.css';
import './style/print.css';

render(
  <Speaking>
    <App />
  </Speaking>,
  document.getElementById('page')!,
);
