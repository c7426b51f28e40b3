import type {PathwayStatus} from '../api/types.ts';
import {useSpeech} from '../language.tsx';

// Each status has its colour, its shape and its word.
const SHAPES: Record<PathwayStatus, string> = {
  PATHWAY_STATUS_UNSPECIFIED: 'M3 8h10',
  INSCRIT: 'M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10',
  APPRENTI: 'M3 8.5l3.5 3.5L13 5',
  RUPTURANT: 'M8 2.5l6 11H2zM8 7v3M8 11.6v.4',
  ABANDON: 'M4 4l8 8M12 4l-8 8',
  FIN_DE_FORMATION: 'M4 14V3h8l-2 3 2 3H4',
};

export function StatusBadge({status}: {status: PathwayStatus}) {
  const {words} = useSpeech();
  return (
    <span class={`badge status-${status}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPES[status]} />
      </svg>
      {words.status[status].name}
    </span>
  );
}
