import {read} from './api/client.ts';
import type {Pathway, PathwayStatus, WindowVerdict} from './api/types.ts';
import type {Day} from './dates.ts';

export interface Filter {
  on?: Day | undefined;
  statuses?: PathwayStatus[];
  referent?: string;
  referentByDefault?: boolean;
  toClose?: boolean;
}

export const listPathways = (filter: Filter, pageSize: number, pageToken: string, signal?: AbortSignal) =>
  read('/v1/pathways', {...filter, pageSize, pageToken}, signal);

export interface Walked {
  pathways: Pathway[];
  whole: boolean; // false: there are more
}
const LARGEST_PAGE = 500;

// The first pathways of the filter, at most so many.
export async function walk(
  filter: Filter,
  most: number,
  signal?: AbortSignal,
  onProgress: (count: number) => void = () => {},
): Promise<Walked> {
  const pathways: Pathway[] = [];
  let token = '';
  do {
    const page = await listPathways(filter, Math.min(LARGEST_PAGE, most - pathways.length), token, signal);
    pathways.push(...page.pathways);
    token = page.nextPageToken;
    onProgress(pathways.length);
  } while (token && pathways.length < most);
  return {pathways, whole: !token};
}

// A window for meeting the employer, with what became of it.
export type EmployerWindow = NonNullable<WindowVerdict['window']> & Omit<WindowVerdict, 'window'>;

export const windowsOf = ({windows}: Pathway): EmployerWindow[] =>
  windows.flatMap(({window, ...verdict}) => (window ? [{...window, ...verdict}] : []));
