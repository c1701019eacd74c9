import { type SubmitEvent, type ReactNode, useState } from 'react';
import { rate } from './formats.js';
import { type State } from './model.js';
import { type Place } from './use-place.js';

/** The head of every page: where one is, whether all is well, and the way to a trace. */
export function Head({ state, place }: { state: State | undefined; place: Place }): ReactNode {
  const isTraces = place.kind === 'traces' || place.kind === 'trace';
  return (
    <header className="top ops-top">
      <a className="brand wordmark" href="#/">
        Croupier <span className="small">operations</span>
      </a>
      <nav className="nav" aria-label="Pages">
        <a href="#/" className={isTraces ? '' : 'active'} aria-current={isTraces ? undefined : 'page'}>
          What runs
        </a>
        <a href="#/traces" className={isTraces ? 'active' : ''} aria-current={isTraces ? 'page' : undefined}>
          Traces
        </a>
      </nav>
      <TraceSearch />
      {state && <Summary state={state} />}
    </header>
  );
}

function Summary({ state }: { state: State }): ReactNode {
  const well = state.services.filter(({ health }) => health === 'well').length;
  const all = state.services.length;
  const gateway = state.services.find(({ name }) => name === 'gateway');
  const isFine = well === all && state.broker;
  return (
    <p className={`summary ${isFine ? 'good' : 'bad'}`} role="status">
      <strong>
        {well} of {all} services well
      </strong>
      <span>{state.broker ? 'broker answers' : 'broker does not answer'}</span>
      {gateway && <span>{rate(gateway.rate.perSecond)} requests a second</span>}
    </p>
  );
}

function TraceSearch(): ReactNode {
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const search = (event: SubmitEvent): void => {
    event.preventDefault();
    const id = text.trim().toLowerCase();
    const isId = /^[0-9a-f]{32}$/.test(id);
    setWrong(!isId);
    if (isId) window.location.hash = `#/traces/${id}`;
  };
  return (
    <form className="search" onSubmit={search} role="search">
      <label htmlFor="trace-id">Trace</label>
      <input
        id="trace-id"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="id, as in x-trace-id"
        spellCheck={false}
        autoComplete="off"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'trace-id-wrong' : undefined}
      />
      <button type="submit">Show</button>
      {isWrong && (
        <span id="trace-id-wrong" className="wrong" role="alert">
          An id has 32 digits of 0–9 and a–f.
        </span>
      )}
    </form>
  );
}
