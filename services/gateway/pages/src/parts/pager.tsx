import {useState} from 'preact/hooks';

import {useSpeech} from '../language.tsx';

// The tokens of the pages from the first to the one in view; anew when `of` changes.
export function usePages(of: string) {
  const [at, setAt] = useState({of, tokens: ['']});
  const tokens = at.of === of ? at.tokens : [''];
  return {
    token: tokens.at(-1)!,
    number: tokens.length,
    before: tokens.length > 1 ? () => setAt({of, tokens: tokens.slice(0, -1)}) : undefined,
    next: (token: string) => (token ? () => setAt({of, tokens: [...tokens, token]}) : undefined),
  };
}

interface PagerProps {
  label: string;
  number: number;
  before: (() => void) | undefined;
  next: (() => void) | undefined;
}
export function Pager({label, number, before, next}: PagerProps) {
  const {words} = useSpeech();
  if (!before && !next) return null;
  return (
    <nav class="pager" aria-label={words.pager.of(label)}>
      <button type="button" class="button quiet" disabled={!before} onClick={before}>
        {words.pager.before}
      </button>
      <span aria-current="page">{words.pager.page(number)}</span>
      <button type="button" class="button quiet" disabled={!next} onClick={next}>
        {words.pager.next}
      </button>
    </nav>
  );
}
