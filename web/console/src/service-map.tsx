import { type ReactNode, useState } from 'react';
import { rate, time } from './formats.js';
import { type Arrow, type Service, type State } from './model.js';
import { box, curve, map, type Place, placesOf } from './places.js';
import { healthWords } from './health.js';

const centre = 'gateway';

/** The declared ways between the services that run; those of one stand out while it is pointed at or focused. */
export function ServiceMap({ state }: { state: State }): ReactNode {
  const [chosen, choose] = useState<string>();
  const places = placesOf(
    state.services.map(({ name }) => name),
    centre,
  );
  const arrows = state.arrows.filter(
    ({ from, to, kind }) => kind !== 'watch' && from !== to && places.has(from) && places.has(to),
  );
  return (
    <>
      <div className="map-scroll">
        <svg
          className={chosen ? 'map chosen' : 'map'}
          viewBox={`0 0 ${map.width} ${map.height}`}
          role="group"
          aria-label="Map of the services. Each is a link to its page."
        >
          <defs>
            {['ask', 'fact'].map((kind) => (
              <marker
                {...{ id: `tip-${kind}`, className: kind, viewBox: '0 0 8 8', refX: 7, refY: 4 }}
                {...{ markerWidth: 6, markerHeight: 6, orient: 'auto', key: kind }}
              >
                <path d="M0 0 8 4 0 8z" />
              </marker>
            ))}
          </defs>
          {arrows.map((arrow) => (
            <Way key={`${arrow.from} ${arrow.to} ${arrow.kind}`} {...{ arrow, places, chosen }} />
          ))}
          {state.services.map((service) => (
            <Node key={service.name} service={service} place={places.get(service.name)} choose={choose} />
          ))}
        </svg>
      </div>
      <p className="legend small">
        <span className="key ask">asks, and waits for the answer</span>
        <span className="key fact">facts, on their way to who works on them</span>
        <span>Point at a service, or focus it, to see its own.</span>
      </p>
    </>
  );
}

function Way(props: {
  arrow: Arrow;
  places: ReadonlyMap<string, Place>;
  chosen: string | undefined;
}): ReactNode {
  const { arrow, places, chosen } = props;
  const [from, to] = [places.get(arrow.from), places.get(arrow.to)];
  if (!from || !to) return null;
  const isOwn = chosen === arrow.from || chosen === arrow.to;
  return (
    <path
      className={`way ${arrow.kind}${isOwn ? ' own' : ''}`}
      d={curve(from, to)}
      markerEnd={`url(#tip-${arrow.kind})`}
    />
  );
}

function Node(props: {
  service: Service;
  place: Place | undefined;
  choose: (name: string | undefined) => void;
}): ReactNode {
  const { service, place, choose } = props;
  if (!place) return null;
  const { name, health, rate: now } = service;
  const figure = `${rate(now.perSecond)}/s${now.p99Ms === undefined ? '' : ` · ${time(now.p99Ms)}`}`;
  const enter = (): void => choose(name);
  const leave = (): void => choose(undefined);
  return (
    <g transform={`translate(${place.x.toFixed(1)} ${place.y.toFixed(1)})`}>
      <a
        href={`#/services/${name}`}
        className={`node ${health}`}
        {...{ onMouseEnter: enter, onMouseLeave: leave, onFocus: enter, onBlur: leave }}
      >
        <rect {...{ x: -box.width, y: -box.height, width: box.width * 2, height: box.height * 2, rx: 10 }} />
        <circle cx={-box.width + 16} cy={-8} r={5} />
        <text className="name" x={-box.width + 28} y={-3}>
          {name}
        </text>
        <text className="figure" x={-box.width + 28} y={15}>
          {health === 'well' ? figure : healthWords[health]}
        </text>
      </a>
    </g>
  );
}
