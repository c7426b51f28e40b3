import {useEffect, useState} from 'preact/hooks';

import {Problem, read} from './api/client.ts';

// Names as people read them, asked for when they are shown and forgotten with the page.
const MOST_A_CALL = 100;

const routeOf = (name: string) => (name.startsWith('persons/') ? '/v1/persons:displayNames' : '/v1/agents:displayNames');

export async function displayNames(names: string[], signal?: AbortSignal): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const asked = new Map<ReturnType<typeof routeOf>, string[]>();
  for (const name of new Set(names.filter(Boolean))) {
    const route = routeOf(name);
    asked.set(route, [...(asked.get(route) ?? []), name]);
  }
  for (const [route, all] of asked) {
    for (let at = 0; at < all.length; at += MOST_A_CALL) {
      const page = await read(route, {names: all.slice(at, at + MOST_A_CALL)}, signal);
      for (const {name, text} of page.displayNames) found.set(name, text);
    }
  }
  return found;
}

// Grows as names arrive; one that may not be seen stays away.
export function useNames(names: string[]): (name: string) => string | undefined {
  const [known, setKnown] = useState<Map<string, string>>(new Map());
  const key = [...new Set(names)].sort().join(' ');
  useEffect(() => {
    const control = new AbortController();
    const missing = key.split(' ').filter((name) => name && !known.has(name));
    if (missing.length) {
      displayNames(missing, control.signal)
        .then((found) => found.size && setKnown((before) => new Map([...before, ...found])))
        .catch((problem: unknown) => {
          if (!control.signal.aborted && !(problem instanceof Problem)) throw problem;
        });
    }
    return () => control.abort();
  }, [key]);
  return (name) => known.get(name);
}
