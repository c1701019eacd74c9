import { type ReactNode } from 'react';
import { moment, shortName } from './formats.js';
import { type Line } from './model.js';

/** The latest lines of the logs that somebody should look at. */
export function Lines({ lines }: { lines: Line[] }): ReactNode {
  if (lines.length === 0) return <p className="small">None.</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Lines of the logs">
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Level</th>
            <th scope="col">Service</th>
            <th scope="col">What</th>
            <th scope="col">Trace</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, 20).map((line, index) => (
            <tr key={`${line.at} ${line.service} ${index}`}>
              <td className="what">{moment(line.at)}</td>
              <td>
                <span className={`badge ${line.level === 'warn' ? 'ailing' : 'down'}`}>{line.level}</span>
              </td>
              <td>{line.service}</td>
              <td>
                {line.text}
                {line.detail && <span className="small"> {shortName(line.detail)}</span>}
                {line.times > 1 && <span className="small"> · {line.times} times</span>}
              </td>
              <td>
                {line.traceId && (
                  <a href={`#/traces/${line.traceId}`}>
                    <code>{line.traceId.slice(0, 8)}</code>
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
