// How long a first visit takes, and what it weighs. A browser that has seen nothing opens a page; the page can be used
// when its title and what it was asked for stand there.
//   node browser/page_load.mjs [--programs build/release/bin] [--visits 9]
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {gzipSync} from 'node:zlib';

import {ROOT, startPlatform} from './platform.mjs';
import {enterAs, newPage, startBrowser} from './visit.mjs';

const {values} = parseArgs({options: {programs: {type: 'string'}, visits: {type: 'string', default: '9'}}});
const REFERENT = /Maëlle Trégastel/;
const OPERATOR = /Exploitation de la plateforme/;
const PROTAGONIST = 'Camille Delaframboisière';

const ASSETS = join(ROOT, 'build/pages/assets');
const compressed = (ending) =>
  readdirSync(ASSETS).filter((name) => name.endsWith(ending)).reduce((total, name) => total + gzipSync(readFileSync(join(ASSETS, name)), {level: 9}).length, 0);

// In the page: notes when what is looked for has come and nothing is loading.
const noteWhenUsable = (sign) => {
  const look = () => {
    if (globalThis.usableAfter || !document.querySelector(sign) || document.querySelector('.loading')) return;
    globalThis.usableAfter = performance.now();
  };
  new MutationObserver(look).observe(document, {subtree: true, childList: true});
};

const median = (all) => [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)];

// Times of visits with empty caches, each signed in before where somebody is named.
async function visits(browser, address, {path, as, sign}) {
  const times = [];
  for (let visit = 0; visit < Number(values.visits); ++visit) {
    const page = as ? await enterAs(browser, address, as) : await newPage(browser);
    const session = await page.context().newCDPSession(page);
    await session.send('Network.setCacheDisabled', {cacheDisabled: true});
    await page.addInitScript(noteWhenUsable, sign);
    await page.goto(`${address}/app${path}`);
    await page.waitForFunction(() => globalThis.usableAfter);
    times.push(await page.evaluate(() => globalThis.usableAfter));
    await page.context().close();
  }
  return times;
}

const platform = await startPlatform(values);
const browser = await startBrowser();
try {
  const page = await enterAs(browser, platform.address, REFERENT);
  await page.goto(`${platform.address}/app/apprenants`);
  const pathway = (await page.getByRole('link', {name: PROTAGONIST}).getAttribute('href')).replace('/app', '');
  await page.context().close();
  console.log(`script ${compressed('.js')} bytes, style ${compressed('.css')} bytes, compressed\n`);
  console.log('| page | usable after, median of visits | slowest |\n|---|---|---|');
  for (const [name, visit] of Object.entries({
    'who one is': {path: '/', sign: '.card'},
    'référent’s day': {path: '/journee', as: REFERENT, sign: '.block .row, .block .empty'},
    'pathway of the story': {path: pathway, as: REFERENT, sign: '.picture .event'},
    operations: {path: '/exploitation', as: OPERATOR, sign: '.flow .service'},
  })) {
    const times = await visits(browser, platform.address, visit);
    console.log(`| ${name} | ${Math.round(median(times))} ms | ${Math.round(Math.max(...times))} ms |`);
  }
} finally {
  await browser.close();
  await platform.stop();
}
