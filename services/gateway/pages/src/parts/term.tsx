import {useSpeech} from '../language.tsx';
import type {Words} from '../words/french.ts';

// An official term that opens its explanation.
export function Term({of}: {of: keyof Words['terms']}) {
  const {words} = useSpeech();
  const {name, meaning} = words.terms[of];
  return (
    <details class="term">
      <summary>{name}</summary>
      <p>{meaning}</p>
    </details>
  );
}
