import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Metrics } from '@croupier/observability';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { alertRules, objectives } from './alerts.js';
import { drawn } from './dashboards.js';

const root = path.resolve(import.meta.dirname, '../..');
const promtool = ['/usr/bin/promtool', '/usr/local/bin/promtool'].find(
  (file) => spawnSync(file, ['--version']).status === 0,
);

interface Rules {
  groups: { name: string; rules: { alert: string; expr: string }[] }[];
}

/** Names of figures in expressions, without what a histogram adds to its name. */
function figuresIn(expressions: readonly string[]): string[] {
  const found = expressions.flatMap((expr) => expr.match(/\b(?:casino|process|nodejs)_[a-z0-9_]+/g) ?? []);
  return [
    ...new Set(found.map((name) => name.replace(/_(bucket|sum)$/, '').replace(/(_seconds)_count$/, '$1'))),
  ];
}

/** What an app can show: the registry's own, and every name that is given to one in the sources. */
function declared(): Set<string> {
  const own = new Metrics('x').registry.getMetricsAsArray().map(({ name }) => name);
  const sources = globSync('{apps,libs}/**/*.ts', { cwd: root, exclude: (file) => file === 'node_modules' });
  const named = sources
    .filter((file) => !file.endsWith('.spec.ts'))
    .flatMap((file) => readFileSync(path.join(root, file), 'utf8').match(/'casino_[a-z_]+'/g) ?? []);
  return new Set([...own, ...named.map((name) => name.slice(1, -1))]);
}

describe('alerts and dashboards', () => {
  const rules = (alertRules() as Rules).groups.flatMap((group) => group.rules);
  let folder: string;
  let file: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'croupier-rules-'));
    file = path.join(folder, 'alerts.yaml');
    writeFileSync(file, stringify(alertRules()));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('speak of figures that the apps have', () => {
    const figures = figuresIn([...rules.map(({ expr }) => expr), ...drawn()]);
    expect(figures.length).toBeGreaterThan(15);
    const known = declared();
    expect(figures.filter((name) => !known.has(name))).toEqual([]);
    expect(known.has('casino_no_such_figure')).toBe(false);
  });

  it('have names of their own, three burn rates for each objective', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { name } of objectives)
      expect(
        rules.filter((rule) => 'labels' in rule && (rule.labels as { slo?: string }).slo === name),
      ).toHaveLength(3);
  });

  /** Where Prometheus's own tool is there; what it is given is in the repository either way. */
  const checked = promtool === undefined ? it.skip : it;

  checked('are taken by promtool', () => {
    const { stdout, stderr, status } = spawnSync(promtool ?? '', ['check', 'rules', file], {
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toMatchObject({ status: 0 });
  });

  /** As Prometheus fills them in. */
  function annotationsOf(name: string, service = '', value = 0): object {
    const { annotations } = rules.find(({ alert }) => alert === name) as { annotations?: object };
    const filled = JSON.stringify(annotations ?? {})
      .replace('{{ $labels.service }}', service)
      .replace('{{ $value }}', String(value));
    return JSON.parse(filled) as object;
  }

  /** What promtool says of the lives of some figures. */
  function played(evaluationInterval: string, tests: readonly object[]): object {
    const testFile = path.join(folder, 'test.yaml');
    writeFileSync(
      testFile,
      stringify({ rule_files: [file], evaluation_interval: evaluationInterval, tests }),
    );
    const { stdout, stderr, status } = spawnSync(promtool ?? '', ['test', 'rules', testFile], {
      encoding: 'utf8',
    });
    return { status, said: status === 0 ? '' : stdout + stderr };
  }

  checked('call within a minute when a hearer falls behind or gives something up, and not before', () => {
    const of = { service: 'bonus', stream: 'EVT_WALLET' };
    const labels = `{service="${of.service}",stream="${of.stream}"}`;
    /** @param value at the end, if that calls somebody */
    const life = (alertname: string, series: string, values: string, value?: number) => ({
      interval: '15s',
      input_series: [{ series: `${series}${labels}`, values }],
      alert_rule_test: [
        {
          eval_time: '90s',
          alertname,
          exp_alerts:
            value === undefined
              ? []
              : [
                  {
                    exp_labels: { ...of, severity: 'ticket' },
                    exp_annotations: annotationsOf(alertname, of.service, value),
                  },
                ],
        },
      ],
    });
    const tests = [
      // Half a minute of nothing, and a minute of fifty more a second than it works on.
      life('FactsLag', 'casino_facts_lag_count', '0 0 750+750x6', 3750),
      life('FactsLag', 'casino_facts_lag_count', '0 0 900 100 900 100 900 100'),
      life('DeadLetters', 'casino_messaging_dead_letters_total', '0 0 1 1 1 1 1', 1),
      life('DeadLetters', 'casino_messaging_dead_letters_total', '3x7'),
    ];
    expect(played('15s', tests)).toEqual({ status: 0, said: '' });
  });

  checked(
    'call for the first call of a studio that wants a person, and not for the figure’s being there',
    () => {
      const of = { service: 'studios', studio: 'acme', reason: 'win_without_bet' };
      const series = `casino_studio_incidents_total{service="studios",studio="acme",reason="win_without_bet"}`;
      const life = (values: string, calls: boolean) => ({
        interval: '30s',
        input_series: [{ series, values }],
        alert_rule_test: [
          {
            eval_time: '1m',
            alertname: 'StudioCallsOdd',
            exp_alerts: calls
              ? [
                  {
                    exp_labels: { ...of, severity: 'ticket' },
                    exp_annotations: annotationsOf('StudioCallsOdd', of.service, 1),
                  },
                ]
              : [],
          },
        ],
      });
      expect(played('30s', [life('0 0 1', true), life('0 0 0', false), life('4 4 4', false)])).toEqual({
        status: 0,
        said: '',
      });
    },
  );

  checked(
    'call for a studio that is not told what it is to be told, and for none that is told in time',
    () => {
      const of = { service: 'studios', studio: 'acme' };
      const series = `casino_studio_calls_waiting_seconds{service="studios",studio="acme"}`;
      const life = (values: string, value?: number) => ({
        interval: '60s',
        input_series: [{ series, values }],
        alert_rule_test: [
          {
            eval_time: '17m',
            alertname: 'StudioNotTold',
            exp_alerts:
              value === undefined
                ? []
                : [
                    {
                      exp_labels: { ...of, severity: 'ticket' },
                      exp_annotations: annotationsOf('StudioNotTold', of.service, value),
                    },
                  ],
          },
        ],
      });
      const tests = [life('0+60x17', 1020), life('0+50x17'), life('0x17')];
      expect(played('60s', tests)).toEqual({ status: 0, said: '' });
    },
  );

  it('call for calls of studios that want a person, by studio and reason', () => {
    const rule = rules.find(({ alert }) => alert === 'StudioCallsOdd');
    expect(rule?.expr).toBe('increase(casino_studio_incidents_total[15m]) > 0');
  });

  checked('call when a budget burns, and not when it does not', () => {
    const series = (code: string, step: number) => ({
      series: `casino_messaging_asks_total{service="games",subject="rpc.games.play-round.v1",code="${code}"}`,
      values: `0+${step}x400`,
    });
    const calling = (bad: number, times: number) => ({
      interval: '1m',
      input_series: [series('ok', 1000 - bad), series('internal', bad)],
      alert_rule_test: ['1h', '6h'].map((window) => ({
        eval_time: '390m',
        alertname: `BetsAnsweredBurns${window}`,
        exp_alerts:
          times > (window === '1h' ? 14.4 : 6)
            ? [
                {
                  exp_labels: { severity: 'page', slo: 'bets-answered' },
                  exp_annotations: annotationsOf(`BetsAnsweredBurns${window}`),
                },
              ]
            : [],
      })),
    });
    // One in a thousand is the budget: 20 bad ones burn it 20 times as fast, 8 eight times, 0.5 half.
    const tests = [calling(20, 20), calling(8, 8), calling(0.5, 0.5)];
    expect(played('5m', tests)).toEqual({ status: 0, said: '' });
  });
});
