import {
  type AskedObserver,
  type AskObserver,
  type FactObserver,
  StuckHandler,
  traceIdOf,
} from '@croupier/messaging';
import { type Log, type Metrics } from '@croupier/observability';

/** Counts what becomes of the asks that this service sends, and says who leaves too many of them unanswered. */
export function observeSent(metrics: Metrics, log: Log): AskedObserver {
  const repeated = metrics.counter(
    'casino_messaging_asks_repeated_total',
    'Asks that nobody answered and that were sent once more, within the budget of a tenth.',
    ['subject'],
  );
  return {
    ended: (subject, code, durationMs) => {
      metrics.asksSent.inc({ subject, code });
      metrics.askSentSeconds.observe({ subject }, durationMs / 1000);
    },
    repeated: (subject) => repeated.inc({ subject }),
    silence: (target, isSilent) => {
      if (isSilent) log.warn({ target }, 'a service does not answer: it is asked nothing for now');
      else log.info({ target }, 'a service answers again');
    },
  };
}

/** Counts and logs what becomes of asks and facts. */
export function observe(metrics: Metrics, log: Log): { asks: AskObserver; facts: FactObserver } {
  const stuck = metrics.counter(
    'casino_messaging_stuck_handlers_total',
    'Handlers of asks and facts that did not end in their time and were left behind.',
    ['subject'],
  );
  const deadLetters = metrics.counter(
    'casino_messaging_dead_letters_total',
    'Facts that were set aside with their cause: heard but never worked on, or too large to be sent.',
    ['subject'],
  );
  const readAgain = metrics.counter(
    'casino_messaging_facts_read_again_total',
    'Facts that were read again from the outbox of who told them, since their stream has a hole.',
    ['source'],
  );
  const unproven = metrics.counter(
    'casino_messaging_unproven_actors_total',
    'Asks refused because nothing proved who acts: a bug, or a service in the wrong hands.',
    ['subject', 'reason'],
  );
  const shed = metrics.counter(
    'casino_messaging_asks_shed_total',
    'Asks refused unrun so that others can be answered, by what they are worth and why.',
    ['priority', 'reason'],
  );
  return {
    asks: {
      answered: (subject, code, durationMs, trace) => {
        metrics.asks.inc({ subject, code });
        metrics.askSeconds.observe({ subject }, durationMs / 1000);
        log.info({ subject, code, ms: Math.round(durationMs * 10) / 10, traceId: traceIdOf(trace) }, 'ask');
      },
      failed: (subject, error, trace) => {
        if (error instanceof StuckHandler) stuck.inc({ subject });
        log.error({ subject, err: error, traceId: traceIdOf(trace) }, 'ask failed');
      },
      unproven: (subject, reason, trace) => {
        unproven.inc({ subject, reason });
        log.warn({ subject, reason, traceId: traceIdOf(trace) }, 'ask refused: who acts is not proven');
      },
      shed: (priority, reason) => shed.inc({ priority, reason }),
    },
    facts: {
      deadLetter: (subject) => deadLetters.inc({ subject }),
      stuck: (subject) => stuck.inc({ subject }),
      readAgain: (source, count) => readAgain.inc({ source }, count),
    },
  };
}
