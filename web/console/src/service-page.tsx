import { type ReactNode } from 'react';
import { count, rate, shortName, since, time } from './formats.js';
import { breakerLooks, healthWords } from './health.js';
import { Lines } from './lines.js';
import { type Service, type State } from './model.js';

/** One service: its processes, what it is asked, and what waits. */
export function ServicePage({ service, state }: { service: Service; state: State }): ReactNode {
  const { name, health } = service;
  const lines = state.lines.filter((line) => line.service === name);
  return (
    <>
      <p>
        <a href="#/">← What runs</a>
      </p>
      <h1 tabIndex={-1}>
        {name} <span className={`badge ${health}`}>{healthWords[health]}</span>
      </h1>
      <section className="card" aria-labelledby="processes-title">
        <h2 id="processes-title">Processes</h2>
        <Processes service={service} now={state.at} />
      </section>
      <section className="card" aria-labelledby="parts-title">
        <h2 id="parts-title">What it was asked in the last minute</h2>
        <Parts service={service} />
      </section>
      <section className="card" aria-labelledby="waits-title">
        <h2 id="waits-title">What waits</h2>
        <Waiting service={service} />
      </section>
      <section className="card" aria-labelledby="lines-title">
        <h2 id="lines-title">Its last warnings and errors</h2>
        <Lines lines={lines} />
      </section>
    </>
  );
}

function Processes({ service, now }: { service: Service; now: number }): ReactNode {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Figures of the processes">
      <table>
        <thead>
          <tr>
            {['Process', 'Health', 'Version', 'Pid', 'Address', 'Up for', 'Started again'].map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
            <th scope="col" className="number">
              Memory
            </th>
            <th scope="col" className="number">
              Event loop p99
            </th>
          </tr>
        </thead>
        <tbody>
          {service.processes.map((process) => (
            <tr key={process.pid}>
              <th scope="row">{process.name}</th>
              <td>
                <span className={`badge ${process.well ? 'well' : 'down'}`}>
                  {healthWords[process.well ? 'well' : 'down']}
                </span>
              </td>
              <td>{process.version ?? '–'}</td>
              <td>{process.pid}</td>
              <td>{process.url}</td>
              <td>{since(process.startedAt, now)}</td>
              <td>{process.restarts}×</td>
              <td className="number">{process.memoryMb} MB</td>
              <td className="number">{process.eventLoopMs} ms</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Parts({ service }: { service: Service }): ReactNode {
  if (service.parts.length === 0) return <p className="small">Nothing.</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="What it was asked">
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            {['A second', 'Faults a second', 'p50', 'p99'].map((title) => (
              <th scope="col" className="number" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {service.parts.map((part) => (
            <tr key={part.name}>
              <th scope="row">{shortName(part.name)}</th>
              <td className="number">{rate(part.perSecond)}</td>
              <td className={part.faultsPerSecond > 0 ? 'number bad' : 'number'}>
                {rate(part.faultsPerSecond)}
              </td>
              <td className="number">{time(part.p50Ms)}</td>
              <td className="number">{time(part.p99Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Waiting({ service }: { service: Service }): ReactNode {
  const { lag, outbox, deadLetters, connections, breakers } = service;
  const rows: [string, ReactNode][] = [
    ...Object.entries(lag).map(([stream, waiting]): [string, ReactNode] => [
      `waiting in ${stream}`,
      count(waiting),
    ]),
    ['facts not told yet', count(outbox)],
    ['facts given up', count(deadLetters)],
    ...Object.entries(connections).map(([kind, number]): [string, ReactNode] => [
      `connections ${kind.replaceAll('_', ' ')}`,
      count(number),
    ]),
    ...Object.entries(breakers).map(([target, state]): [string, ReactNode] => [
      `breaker for ${target}`,
      <span className={`badge ${breakerLooks[state] ?? ''}`}>{state}</span>,
    ]),
  ];
  return (
    <dl className="waits">
      {rows.map(([what, value]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
