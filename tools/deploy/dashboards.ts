/** A panel of a dashboard: its title, its unit as Grafana calls it, and what is drawn. */
type Panel = [title: string, unit: string, ...series: [expr: string, legend: string][]];

const source = { type: 'prometheus', uid: '${source}' };

const perSubject = (of: string): string =>
  `histogram_quantile(${of}, sum by (le, subject) (rate(casino_messaging_ask_duration_seconds_bucket{service=~"$service"}[$__rate_interval])))`;

const service: readonly Panel[] = [
  [
    'Asks a second, by result',
    'reqps',
    ['sum by (code) (rate(casino_messaging_asks_total{service=~"$service"}[$__rate_interval]))', '{{code}}'],
  ],
  ['Time of asks, p50', 's', [perSubject('0.5'), '{{subject}}']],
  ['Time of asks, p99', 's', [perSubject('0.99'), '{{subject}}']],
  [
    'Under way',
    'short',
    ['sum by (service) (casino_messaging_serving_count{service=~"$service"})', 'answers {{service}}'],
    ['sum by (service) (casino_messaging_asking_count{service=~"$service"})', 'waits {{service}}'],
  ],
  [
    'Facts that wait',
    'short',
    ['sum by (service, stream) (casino_facts_lag_count{service=~"$service"})', '{{service}} ← {{stream}}'],
    ['sum by (service) (casino_facts_outbox_count{service=~"$service"})', '{{service}} outbox'],
  ],
  [
    'Given up',
    'short',
    ['sum by (service) (casino_facts_dead_letters_count{service=~"$service"})', 'dead letters {{service}}'],
    [
      'sum by (service) (increase(casino_messaging_stuck_handlers_total{service=~"$service"}[$__rate_interval]))',
      'stuck {{service}}',
    ],
  ],
  [
    'Connections of the database',
    'short',
    [
      'sum by (service, state) (casino_database_connections_count{service=~"$service"})',
      '{{service}} {{state}}',
    ],
  ],
  [
    'Event loop lag, p99',
    's',
    ['max by (service) (nodejs_eventloop_lag_p99_seconds{service=~"$service"})', '{{service}}'],
  ],
  [
    'Memory',
    'bytes',
    ['sum by (service, pod) (process_resident_memory_bytes{service=~"$service"})', '{{service}}'],
  ],
  [
    'Processor',
    'percentunit',
    [
      'sum by (service) (rate(process_cpu_seconds_total{service=~"$service"}[$__rate_interval]))',
      '{{service}}',
    ],
  ],
];

const business: readonly Panel[] = [
  [
    'Rounds a second',
    'reqps',
    ['sum(rate(casino_business_events_total{kind="wallet.round.settled"}[$__rate_interval]))', 'rounds'],
  ],
  [
    'Money a second, in minor units',
    'short',
    [
      'sum by (what, currency) (rate(casino_business_money_minor_total[$__rate_interval]))',
      '{{what}} {{currency}}',
    ],
  ],
  [
    'What happened',
    'reqps',
    ['sum by (kind) (rate(casino_business_events_total[$__rate_interval]))', '{{kind}}'],
  ],
  [
    'Requests at the gateway, by status',
    'reqps',
    [
      'sum by (status) (rate(casino_http_request_duration_seconds_count{service="gateway"}[$__rate_interval]))',
      '{{status}}',
    ],
  ],
  [
    'Time of requests, p50 and p99',
    's',
    ...(['0.5', '0.99'] as const).map((of): [string, string] => [
      `histogram_quantile(${of}, sum by (le) (rate(casino_http_request_duration_seconds_bucket{service="gateway"}[$__rate_interval])))`,
      `p${Number(of) * 100}`,
    ]),
  ],
  ['Open streams', 'short', ['sum(casino_gateway_streams_count)', 'streams']],
  [
    'The ledger',
    'short',
    ['max(casino_ledger_differences_count)', 'differences'],
    ['max(casino_ledger_reconciled_age_seconds)', 'reconciled s ago'],
    ['max(casino_ledger_unsealed_seconds)', 'unsealed s'],
  ],
  [
    'Without a broker',
    'short',
    ['count by (service) (casino_messaging_connected == 0) or vector(0)', '{{service}}'],
  ],
];

/** The dashboards of Grafana, by file name. */
export function dashboards(): Record<string, object> {
  return {
    'services.json': dashboard('Croupier: services', 'croupier-services', service, [serviceVariable]),
    'business.json': dashboard('Croupier: the house', 'croupier-business', business, []),
  };
}

/** Every expression that is drawn. */
export function drawn(): string[] {
  return [...service, ...business].flatMap(([, , ...series]) => series.map(([expr]) => expr));
}

const serviceVariable = {
  ...{ name: 'service', label: 'Service', type: 'query', datasource: source, refresh: 2 },
  ...{ query: 'label_values(casino_messaging_connected, service)', includeAll: true, multi: true },
  current: { text: 'All', value: '$__all' },
};

function dashboard(title: string, uid: string, panels: readonly Panel[], variables: object[]): object {
  const sourceVariable = { name: 'source', label: 'Source', type: 'datasource', query: 'prometheus' };
  return {
    ...{ title, uid, schemaVersion: 39, version: 1, editable: true, refresh: '10s', tags: ['croupier'] },
    time: { from: 'now-1h', to: 'now' },
    templating: { list: [sourceVariable, ...variables] },
    panels: panels.map(([name, unit, ...series], place) => ({
      ...{ id: place + 1, title: name, type: 'timeseries', datasource: source },
      gridPos: { h: 8, w: 12, x: (place % 2) * 12, y: Math.floor(place / 2) * 8 },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: series.map(([expr, legendFormat], index) => ({
        ...{ refId: String.fromCharCode(65 + index), datasource: source, expr, legendFormat },
      })),
    })),
  };
}
