import { type ReactNode } from 'react';
import { type State } from './model.js';
import { Overview } from './overview.js';
import { ServicePage } from './service-page.js';
import { Head } from './head.js';
import { TracePage } from './trace-page.js';
import { TracesPage } from './traces-page.js';
import { type Place, usePlace } from './use-place.js';
import { usePolled } from './use-polled.js';

const everyMs = 1500;

/** What runs, and how it does: read from this machine alone. */
export function App(): ReactNode {
  const place = usePlace();
  const { answer: state, failed } = usePolled<State>('/api/state', everyMs);
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Head state={state} place={place} />
      <main id="main" className="page console" tabIndex={-1}>
        {failed && (
          <p className="notice bad" role="alert">
            This page’s own process does not answer. What is shown is old; it is asked again.
          </p>
        )}
        <Content place={place} state={state} />
      </main>
    </>
  );
}

function Content({ place, state }: { place: Place; state: State | undefined }): ReactNode {
  if (place.kind === 'trace') return <TracePage id={place.id} />;
  if (place.kind === 'traces') return <TracesPage />;
  if (state === undefined || state.services.length === 0)
    return (
      <>
        <h1 tabIndex={-1}>What runs</h1>
        <p className="loading">Asking the services …</p>
      </>
    );
  const service = place.kind === 'service' && state.services.find(({ name }) => name === place.name);
  return service ? <ServicePage service={service} state={state} /> : <Overview state={state} />;
}
