import { type ReactNode } from 'react';
import { count, rate, time } from './formats.js';
import { breakerLooks, healthWords, restartsOf, sum } from './health.js';
import { type Service } from './model.js';
import { Spark } from './spark.js';

/** Every service with its figures of the last minute. */
export function ServiceTable({ services }: { services: Service[] }): ReactNode {
  const hasBreakers = services.some(({ breakers }) => Object.keys(breakers).length > 0);
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Figures of the services">
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Health</th>
            <th scope="col">Version</th>
            <th scope="col" className="number">
              Processes
            </th>
            <th scope="col" className="number">
              A second
            </th>
            <th scope="col" className="number">
              Faults
            </th>
            <th scope="col" className="number">
              p50
            </th>
            <th scope="col" className="number">
              p99
            </th>
            <th scope="col">Five minutes</th>
            <th scope="col" className="number">
              Lag
            </th>
            <th scope="col" className="number">
              Outbox
            </th>
            <th scope="col" className="number">
              Given up
            </th>
            {hasBreakers && <th scope="col">Breakers</th>}
            <th scope="col" className="number">
              Memory
            </th>
          </tr>
        </thead>
        <tbody>
          {services.map((service) => (
            <Row key={service.name} service={service} hasBreakers={hasBreakers} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ service, hasBreakers }: { service: Service; hasBreakers: boolean }): ReactNode {
  const { name, health, processes, rate: now, lag, outbox, deadLetters, history } = service;
  const restarts = restartsOf(service);
  const versions = [...new Set(processes.flatMap(({ version }) => version ?? []))];
  const memory = processes.reduce((total, { memoryMb }) => total + memoryMb, 0);
  return (
    <tr data-service={name}>
      <th scope="row">
        <a href={`#/services/${name}`}>{name}</a>
      </th>
      <td className="health">
        <span className={`badge ${health}`}>{healthWords[health]}</span>
        {restarts > 0 && <span className="small"> {restarts}× started again</span>}
      </td>
      <td>{versions.join(', ') || '–'}</td>
      <td className="number">{processes.length}</td>
      <td className="number">{rate(now.perSecond)}</td>
      <td className={now.faultsPerSecond > 0 ? 'number bad' : 'number'}>{rate(now.faultsPerSecond)}</td>
      <td className="number">{time(now.p50Ms)}</td>
      <td className="number">{time(now.p99Ms)}</td>
      <td>
        <Spark history={history} />
      </td>
      <td className="number">{Object.keys(lag).length > 0 ? count(sum(lag)) : '–'}</td>
      <td className="number">{count(outbox)}</td>
      <td className={deadLetters ? 'number bad' : 'number'}>{count(deadLetters)}</td>
      {hasBreakers && (
        <td>
          <Breakers breakers={service.breakers} />
        </td>
      )}
      <td className="number">{memory} MB</td>
    </tr>
  );
}

/** Those that are not closed; a closed one is as it should be. */
function Breakers({ breakers }: Pick<Service, 'breakers'>): ReactNode {
  const all = Object.entries(breakers);
  const others = all.filter(([, state]) => state !== 'closed');
  if (others.length === 0) return all.length > 0 ? 'closed' : '–';
  return others.map(([target, state]) => (
    <span className={`badge ${breakerLooks[state] ?? ''}`} key={target}>
      {target} {state}
    </span>
  ));
}
