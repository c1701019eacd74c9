import { type ReactNode } from 'react';
import { moment, shortName, time } from './formats.js';
import { type Span } from './model.js';
import { usePolled } from './use-polled.js';
import { type Row, rowsOf } from './waterfall.js';

const everyMs = 2000;
/** Statements and facts of one service have its colour; there are so many. */
const colours = 8;

const kindWords: Record<string, string> = {
  server: 'answers',
  client: 'asks',
  producer: 'tells',
  consumer: 'hears',
};

/** One request, from where it came in to the last service that heard of it. */
export function TracePage({ id }: { id: string }): ReactNode {
  const { answer } = usePolled<{ spans: Span[] }>(`/api/traces/${id}`, everyMs);
  const rows = rowsOf(answer?.spans ?? []);
  const services = [...new Set(rows.map(({ span }) => span.service))];
  const [first] = rows;
  const whole = Math.max(0, ...rows.map(({ startMs, durationMs }) => startMs + durationMs));
  return (
    <>
      <p>
        <a href="#/traces">← Traces</a>
      </p>
      <h1 tabIndex={-1}>{first ? shortName(first.span.name) : 'Trace'}</h1>
      <p className="small">
        <code>{id}</code>
        {first && (
          <>
            {' '}
            · {moment(first.span.startedAt)} · answered in {time(first.durationMs)}, all done in {time(whole)}{' '}
            · {rows.length} spans in {services.length === 1 ? 'one service' : `${services.length} services`}
          </>
        )}
      </p>
      {answer && rows.length === 0 && (
        <p className="notice">
          There is nothing of this trace here: it was not recorded, it is too old, or its spans are still on
          their way. The logs of all services have its id.
        </p>
      )}
      {rows.length > 0 && (
        <div className="card">
          <div className="scroll" tabIndex={0} role="region" aria-label="Spans">
            <table className="waterfall">
              <thead>
                <tr>
                  <th scope="col">Service</th>
                  <th scope="col">What</th>
                  <th scope="col" className="number">
                    After
                  </th>
                  <th scope="col" className="number">
                    Took
                  </th>
                  <th scope="col">
                    <span className="hidden">When</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <SpanRow
                    key={row.span.spanId}
                    row={row}
                    colour={services.indexOf(row.span.service) % colours}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </>
  );
}

function SpanRow({ row, colour }: { row: Row; colour: number }): ReactNode {
  const { span, depth, startMs, durationMs, left, width } = row;
  const statement = span.attributes['db.query.text'];
  const code = span.attributes['croupier.code'] ?? span.attributes['db.response.status_code'];
  return (
    <tr className={span.failed ? 'failed' : ''}>
      <td className="what">
        <span className={`dot colour-${colour}`} aria-hidden="true" /> {span.service}
      </td>
      <td className={`depth-${Math.min(depth, 9)}`}>
        {statement === undefined ? (
          <>
            <span className="small">{kindWords[span.kind] ?? ''}</span> {shortName(span.name)}
          </>
        ) : (
          <details>
            <summary>
              <code>{span.name}</code>
            </summary>
            <pre>{statement}</pre>
          </details>
        )}
        {code !== undefined && code !== 'ok' && (
          <span className={`badge ${span.failed ? 'down' : 'ailing'}`}>{code}</span>
        )}
      </td>
      <td className="number">{time(startMs)}</td>
      <td className="number">{time(durationMs)}</td>
      <td className="bar">
        <svg width="100%" height="14" aria-hidden="true">
          <rect
            className={`colour-${colour}`}
            {...{ x: `${left.toFixed(2)}%`, y: 2, width: `${width.toFixed(2)}%`, height: 10, rx: 2 }}
          />
        </svg>
      </td>
    </tr>
  );
}
