import { jetstreamManager, type StreamAPI, type StreamInfo } from '@nats-io/jetstream';
import { type QueryRunner } from 'typeorm';
import { type Broker } from './broker.js';
import { type FactLog } from './fact-log.js';
import { throughHeader } from './headers.js';
import { declaration, refusalOf, revisionOf, streamRevision } from './stream-declaration.js';

const brokerTimeoutMs = 2000;
/** Not every message of a stream comes from its outbox: what is of the moment only is published as it is. */
const messagesLookedAt = 200;

interface Place {
  stream_created: string | null;
  last_seq: string | null;
}

/** The stream of a service's facts, held against what its outbox's cursor says of it. */
export class ToldStream {
  constructor(
    private readonly broker: Broker,
    readonly name: string,
    private readonly replicas: number,
    private readonly log: FactLog,
  ) {}

  /**
   * Sees to it that the stream is there, and sets the cursor back to what it still has: to nothing if it is another
   * one, and before what is missing if it ends earlier than it did.
   * @returns where it ends
   */
  async ensure(runner: QueryRunner): Promise<number> {
    const options = { checkAPI: false, timeout: brokerTimeoutMs };
    const { streams } = await jetstreamManager(this.broker.connection, options);
    const info = (await this.find(streams)) ?? (await this.make(streams, runner));
    const [place] = (await runner.query(`SELECT stream_created, last_seq FROM outbox_cursor`)) as [Place];
    const { created, state } = info;
    const another = place.stream_created !== null && place.stream_created !== created;
    if (another || state.last_seq < Number(place.last_seq ?? 0)) {
      const through = await this.through(streams, info);
      this.log.warn(
        { stream: this.name, had: place.last_seq, has: state.last_seq, through },
        'stream lost facts',
      );
      await runner.query(`UPDATE outbox_cursor SET published_through = least(published_through, $1)`, [
        through,
      ]);
    }
    await runner.query(`UPDATE outbox_cursor SET stream_created = $1, last_seq = $2`, [
      created,
      state.last_seq,
    ]);
    return state.last_seq;
  }

  private async find(streams: StreamAPI): Promise<StreamInfo | undefined> {
    try {
      const info = await streams.info(this.name);
      await this.renew(streams, info);
      return info;
    } catch (error) {
      if (error instanceof Error && error.name === 'StreamNotFoundError') return undefined;
      throw error;
    }
  }

  /** One of an older revision becomes what is declared; one of a newer is left alone, as a release before it must. */
  private async renew(streams: StreamAPI, { config }: StreamInfo): Promise<void> {
    // Only upwards: one process with an old setting must not thin out what the others rely on.
    const replicas = Math.max(config.num_replicas, this.replicas);
    const wanted = declaration(this.name, this.broker.options.service, replicas);
    const from = revisionOf(config);
    if (from < streamRevision) {
      await streams.update(this.name, wanted).catch((error: unknown) => {
        throw refusalOf(error, wanted);
      });
      this.log.info({ stream: this.name, from, to: streamRevision }, 'stream changed');
    } else if (config.num_replicas < replicas) {
      await streams.update(this.name, { num_replicas: replicas });
    }
  }

  /** A stream that is not there is a broker that lost its store: it is made again and told everything again. */
  private async make(streams: StreamAPI, runner: QueryRunner): Promise<StreamInfo> {
    // The cursor first: a relay that dies in between must not find a new stream and an old cursor.
    await runner.query(
      `UPDATE outbox_cursor SET published_through = 0, stream_created = NULL, last_seq = NULL`,
    );
    const info = await streams.add(declaration(this.name, this.broker.options.service, this.replicas));
    this.log.info({ stream: this.name }, 'stream declared');
    return info;
  }

  /** All up to this id were in the stream before its last fact was, and so are in it still. */
  private async through(streams: StreamAPI, { state }: StreamInfo): Promise<number> {
    const lowest = Math.max(state.first_seq, state.last_seq - messagesLookedAt, 1);
    for (let seq = state.last_seq; seq >= lowest; seq -= 1) {
      const message = await streams.getMessage(this.name, { seq });
      const through = message?.header.get(throughHeader) ?? '';
      if (/^\d{1,15}$/.test(through)) return Number(through);
    }
    return 0;
  }
}
