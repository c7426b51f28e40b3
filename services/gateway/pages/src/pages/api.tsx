import {useMemo, useState} from 'preact/hooks';

import {call, Problem} from '../api/client.ts';
import {useAsked} from '../ask.ts';
import {useSpeech} from '../language.tsx';
import {Field} from '../parts/dialog.tsx';
import {Answer, Empty} from '../parts/states.tsx';

// What the page reads of the OpenAPI document.
interface Parameter {
  $ref?: string;
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  example?: unknown;
}
interface Operation {
  operationId: string;
  tags: string[];
  description?: string;
  parameters: Parameter[];
  requestBody?: {content: Record<string, {example?: unknown}>};
  'x-parcours-access': {roles: string[]; scope: string; through?: string}[];
  'x-parcours-reasons': string[];
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
}
interface Route extends Operation {
  method: string;
  path: string;
}

const NEVER_MS = 3_600_000;
const routesOf = ({paths}: Document): Route[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({...operation, path, method: method.toUpperCase()})),
  );

export function ApiPage() {
  const {words} = useSpeech();
  const [sought, seek] = useState('');
  const asked = useAsked('openapi', (signal) => call<Document>('/openapi.json', {signal}).then(routesOf), NEVER_MS);
  return (
    <div>
      <header class="page-head">
        <div>
          <h1>{words.api.title}</h1>
          <p class="lead">{words.api.lead}</p>
          <p>
            <a href="/openapi.json">{words.api.openapi}</a>
          </p>
        </div>
      </header>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <label>
          {words.api.search}
          <input type="search" value={sought} onInput={(event) => seek(event.currentTarget.value)} />
        </label>
      </form>
      <Answer asked={asked}>{(routes) => <Routes routes={routes} sought={sought.trim().toLowerCase()} />}</Answer>
    </div>
  );
}

function Routes({routes, sought}: {routes: Route[]; sought: string}) {
  const {words} = useSpeech();
  const byTag = useMemo(() => {
    const found = new Map<string, Route[]>();
    for (const route of routes) {
      if (!`${route.path} ${route.operationId} ${route.description ?? ''}`.toLowerCase().includes(sought)) continue;
      const tag = route.tags[0] ?? '';
      found.set(tag, [...(found.get(tag) ?? []), route]);
    }
    return [...found].sort(([one], [other]) => one.localeCompare(other));
  }, [routes, sought]);
  if (byTag.length === 0) return <Empty title={words.api.none} />;
  return byTag.map(([tag, all]) => (
    <section key={tag} aria-label={tag}>
      <h2>{words.services[tag as keyof typeof words.services] ?? tag}</h2>
      {all.map((route) => (
        <RouteDetails key={route.operationId} route={route} />
      ))}
    </section>
  ));
}

function RouteDetails({route}: {route: Route}) {
  const {words} = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <details class="route" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class={`method method-${route.method}`}>{route.method}</span> <code>{route.path}</code>
      </summary>
      {open && (
        <div class="route-body">
          <p lang="en">{route.description}</p>
          <h3>{words.api.access}</h3>
          <ul>
            {route['x-parcours-access'].map(({roles, scope, through}) => (
              <li key={scope + (through ?? '')}>
                <code>{scope}</code>
                {through && ` (${through})`}{' '}
                {roles.map((role) => words.roles[role as keyof typeof words.roles] ?? role).join(', ')}
              </li>
            ))}
          </ul>
          <h3>{words.api.reasons}</h3>
          <p class="reasons">
            {route['x-parcours-reasons'].map((reason) => (
              <code key={reason}>{reason}</code>
            ))}
          </p>
          <TryIt route={route} />
        </div>
      )}
    </details>
  );
}

function TryIt({route}: {route: Route}) {
  const {words} = useSpeech();
  const [answer, setAnswer] = useState<{status: string; text: string}>();
  const parameters = route.parameters.filter((one) => !one.$ref && one.in !== 'header');
  const example = route.requestBody?.content['application/json']?.example;
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const query = new URLSearchParams();
    let path = route.path;
    for (const one of parameters) {
      const value = String(form.get(one.name) ?? '');
      if (one.in === 'path') path = path.replace(`{${one.name}}`, encodeURIComponent(value));
      else if (value) query.set(one.name, value);
    }
    try {
      const body: unknown = example === undefined ? undefined : JSON.parse(String(form.get('body')));
      const method = route.method as 'GET' | 'POST';
      const found = await call<unknown>(query.size ? `${path}?${query}` : path, {method, body});
      setAnswer({status: words.api.answered, text: JSON.stringify(found, null, 2)});
    } catch (refused) {
      if (refused instanceof Problem) setAnswer({status: `${refused.status} ${refused.reason}`, text: refused.detail});
      else if (refused instanceof SyntaxError) setAnswer({status: words.api.notJson, text: refused.message});
      else throw refused;
    }
  };
  return (
    <form class="try" onSubmit={send}>
      <h3>{words.api.tryIt}</h3>
      <p class="hint">{route.method === 'GET' ? words.api.tryRead : words.api.tryAct}</p>
      {parameters.map((one) => (
        <Field key={one.name} label={one.name} hint={one.description ?? ''} hintLanguage="en">
          {(field) => (
            <input {...field} type="text" name={one.name} required={one.required ?? false} defaultValue={one.in === 'path' ? String(one.example ?? '') : ''} />
          )}
        </Field>
      ))}
      {example !== undefined && (
        <Field label={words.api.body}>
          {(field) => <textarea {...field} name="body" rows={10} spellcheck={false} defaultValue={JSON.stringify(example, null, 2)} />}
        </Field>
      )}
      <button type="submit" class="button">
        {words.api.send}
      </button>
      <div role="status">
        {answer && (
          <>
            <p>
              <strong>{answer.status}</strong>
            </p>
            <pre tabIndex={0} role="group" aria-label={words.api.answer}>
              {answer.text}
            </pre>
          </>
        )}
      </div>
    </form>
  );
}
