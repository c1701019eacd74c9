import { setTimeout as pause } from 'node:timers/promises';
import { streamOf } from '@croupier/contracts';
import { streamDeclaration } from '@croupier/messaging';
import { jetstreamManager } from '@nats-io/jetstream';
import { type Options, type Report } from '../item.js';
import { factChecks, faultsOf } from './facts-checks.js';
import { FactsStand } from './facts-stand.js';

const sizes = { small: { facts: 3000 }, full: { facts: 100_000 } };
const replays = 3;
/** The least that the broker takes. */
const windowMs = 100;
const settleMs = 120_000;
const stream = streamOf('identity');

/**
 * All facts are told again, under the same ids, after the stream has forgotten that it has them. The control hears the same
 * stream and relies on the broker alone.
 */
export async function replayed(options: Options): Promise<Report> {
  const { facts } = sizes[options.size];
  const stand = await FactsStand.open();
  try {
    const writers = await stand.writersOf({
      ...{ seed: options.seed, writers: 8, players: 100, delaysMs: [5, 50] },
    });
    const { streams } = await jetstreamManager(stand.stack.broker.connection);
    // The relay leaves a stream of the revision that it knows as it is.
    await streams.add({
      ...streamDeclaration(stream, 'identity', 1),
      duplicate_window: windowMs * 1_000_000,
    });
    const hear = await stand.start('hear');
    await stand.start('bare');
    writers.start(facts);
    await writers.done();
    const told = await stand.told();
    for (let replay = 0; replay <= replays; replay += 1) {
      if (replay > 0) await forget(stand);
      const relay = await stand.start('relay');
      await stand.settled((replay + 1) * told.length, settleMs, 'bare_effects');
      await relay.stop();
      options.say(`told ${replay + 1} times, ${(await stand.effects()).length} effects`);
    }
    await stand.settled(told.length, settleMs);
    const { state } = await streams.info(stream);
    const broken = faultsOf(told, await stand.effects());
    if (state.messages < told.length * (replays + 1))
      broken.push(`the stream took ${state.messages} messages only: the window was not over`);
    if (hear.deaths > 0) broken.push('the hearer died');
    return {
      ...{ ok: told.length, refused: writers.rolledBack, unknown: 0 },
      faults: { 'facts told again': state.messages - told.length },
      checked: [`${factChecks} (${state.messages} messages of ${told.length} facts in the stream)`],
      broken,
      control: {
        what: 'a hearer without an inbox',
        saw: faultsOf(told, await stand.effects('bare_effects')),
      },
    };
  } finally {
    await stand.close();
  }
}

/** The relay forgets what it told, and the stream, after its window, too. */
async function forget({ teller }: FactsStand): Promise<void> {
  await pause(windowMs * 10);
  await teller.query('UPDATE outbox_cursor SET published_through = 0');
}
