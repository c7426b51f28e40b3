import type {JSX} from 'preact';
import {useEffect, useState} from 'preact/hooks';

const BASE = '/app';

export interface Place {
  path: string; // below /app, without slash at the end: "/parcours/01…"
  query: URLSearchParams;
}

const placeNow = (): Place => ({
  path: decodeURI(location.pathname).slice(BASE.length).replace(/\/+$/, ''),
  query: new URLSearchParams(location.search),
});

export function go(to: string, {instead = false} = {}): void {
  history[instead ? 'replaceState' : 'pushState'](null, '', BASE + to);
  dispatchEvent(new PopStateEvent('popstate'));
}

export function usePlace(): Place {
  const [place, setPlace] = useState(placeNow);
  useEffect(() => {
    const moved = () => setPlace(placeNow());
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);
  return place;
}

// A link that the browser may also open in another tab.
export function Link({to, ...rest}: {to: string} & JSX.AnchorHTMLAttributes<HTMLAnchorElement>) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={BASE + to} onClick={follow} />;
}

// "pathways/01…" → "01…"
export const idIn = (name: string): string => name.slice(name.indexOf('/') + 1);

export const pathwayAddress = (pathway: string, act?: string): string =>
  `/parcours/${idIn(pathway)}${act ? `?acte=${act}` : ''}`;
