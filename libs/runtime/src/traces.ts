import { currentContext } from '@croupier/messaging';
import { isSampled, type Log, Traces } from '@croupier/observability';
import { watchStatements } from '@croupier/persistence';
import { type DataSource } from 'typeorm';
import { type ServiceConfig } from './config.js';
import { release } from './release.js';

/** What records the traces of a service; undefined where its settings name no place to send them. */
export function openTraces(service: string, config: ServiceConfig, log: Log): Traces | undefined {
  const base = config.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, '');
  const url = config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base && `${base}/v1/traces`);
  if (!url) return undefined;
  return new Traces({
    service,
    version: release,
    url,
    share: config.OTEL_TRACES_SAMPLER_ARG,
    perSecond: config.TRACES_PER_SECOND,
    failed: (error) => log.warn({ err: error }, 'traces are lost'),
  });
}

/** Records the statements of work that is recorded; those of a service's own loops are of none. */
export function recordStatements(database: DataSource, traces: Traces): void {
  watchStatements(database, (text, name) => {
    const trace = currentContext()?.trace;
    // The name of a statement takes longer to find than all the rest.
    if (!isSampled(trace)) return undefined;
    const span = traces.begin('statement', name ?? nameOf(text), trace, text);
    return span && ((error) => span.end(error === undefined ? 'ok' : stateOf(error)));
  });
}

/** What it does and to which table first: `INSERT inbox`. */
function nameOf(text: string): string {
  const verb = /[a-z]+/i.exec(text)?.[0].toUpperCase() ?? 'SQL';
  const table = /\b(?:from|into|update)\s+"?(\w+)/i.exec(text)?.[1] ?? '';
  return `${verb} ${table}`.trimEnd();
}

/** PostgreSQL's own code for it, if it said one. */
function stateOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no_answer';
}
