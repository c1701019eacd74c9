import { type ReactNode } from 'react';
import { Lines } from './lines.js';
import { ServiceMap } from './service-map.js';
import { ServiceTable } from './service-table.js';
import { type State } from './model.js';

/** All services at a glance. */
export function Overview({ state }: { state: State }): ReactNode {
  return (
    <>
      <h1 tabIndex={-1}>What runs</h1>
      <section className="card" aria-labelledby="map-title">
        <h2 id="map-title">Who asks whom</h2>
        <ServiceMap state={state} />
      </section>
      <section className="card" aria-labelledby="services-title">
        <h2 id="services-title">Services</h2>
        <ServiceTable services={state.services} />
      </section>
      <section className="card" aria-labelledby="lines-title">
        <h2 id="lines-title">Last warnings and errors</h2>
        <Lines lines={state.lines} />
      </section>
    </>
  );
}
