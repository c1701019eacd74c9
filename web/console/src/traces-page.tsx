import { type ReactNode } from 'react';
import { moment, shortName, time } from './formats.js';
import { type TraceHead } from './model.js';
import { usePolled } from './use-polled.js';

const everyMs = 3000;

/** The latest requests that were recorded. */
export function TracesPage(): ReactNode {
  const { answer } = usePolled<{ traces: TraceHead[] }>('/api/traces', everyMs);
  return (
    <>
      <h1 tabIndex={-1}>Traces</h1>
      <p className="lead">
        The latest requests that were recorded: at most ten a second. The id of any other stands in the logs
        of all services it went through.
      </p>
      <div className="card">
        {answer && answer.traces.length === 0 && (
          <p className="small">None yet: ask the platform for something.</p>
        )}
        {answer && answer.traces.length > 0 && <Table traces={answer.traces} />}
        {!answer && <p className="loading">Looking …</p>}
      </div>
    </>
  );
}

function Table({ traces }: { traces: TraceHead[] }): ReactNode {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Latest traces">
      <table>
        <thead>
          <tr>
            {['Time', 'Request', 'Ended with', 'Services'].map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
            {['Took', 'Spans'].map((title) => (
              <th scope="col" className="number" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {traces.map((trace) => (
            <tr key={trace.traceId}>
              <td className="what">{moment(trace.startedAt)}</td>
              <th scope="row">
                <a href={`#/traces/${trace.traceId}`}>{shortName(trace.name)}</a>
              </th>
              <td>
                {trace.code || '–'} {trace.failed && <span className="badge down">fault</span>}
              </td>
              <td>{trace.services.join(', ')}</td>
              <td className="number">{time(trace.durationMs)}</td>
              <td className="number">{trace.spans}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
