import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type RandomSource } from '@croupier/game-maths';
import { GamesFault, wholeNumber } from './games-fault.js';
import { openSource } from './randomness/sources.js';
import { watchedBytes } from './randomness/streams.js';

const blockValues = 64 * 1024;

/** `npm run games -- rng-dump`: what real rounds are drawn from, raw or scaled, to standard output. */
export async function dump(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      source: { type: 'string', default: 'rounds' },
      below: { type: 'string' },
      count: { type: 'string' },
      as: { type: 'string', default: 'bytes' },
    },
  });
  if (values.as !== 'bytes' && values.as !== 'text')
    throw new GamesFault(`--as is ${values.as}`, 'give bytes or text');
  const count =
    values.count === undefined
      ? Number.POSITIVE_INFINITY
      : wholeNumber('count', values.count, { from: 1, to: Number.MAX_SAFE_INTEGER });
  const below =
    values.below === undefined ? undefined : wholeNumber('below', values.below, { from: 2, to: 2 ** 32 });
  await stream(count, blocks(openSource(values.source).random, below, values.as));
  return 0;
}

/** Makes a block of so many values. */
type Blocks = (values: number) => Uint8Array;

function blocks(random: RandomSource, below: number | undefined, form: 'bytes' | 'text'): Blocks {
  const asText = (numbers: Iterable<number>): Uint8Array => Buffer.from(`${[...numbers].join('\n')}\n`);
  if (below === undefined) {
    const bytes = watchedBytes(random);
    return form === 'bytes' ? bytes : (values) => asText(bytes(values));
  }
  const draw = (values: number): number[] => Array.from({ length: values }, () => random.below(below));
  if (form === 'text') return (values) => asText(draw(values));
  const width = below <= 2 ** 8 ? 1 : below <= 2 ** 16 ? 2 : below <= 2 ** 24 ? 3 : 4;
  return (values) => {
    const block = Buffer.alloc(values * width);
    for (const [index, value] of draw(values).entries()) block.writeUIntLE(value, index * width, width);
    return block;
  };
}

/** Writes as fast as it is read; that the reader has had enough is a good end. */
async function stream(count: number, make: Blocks): Promise<void> {
  try {
    await pipeline(Readable.from(blocksOf(count, make)), process.stdout);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPIPE' && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function* blocksOf(count: number, make: Blocks): Generator<Uint8Array> {
  for (let left = count; left > 0; left -= blockValues) yield make(Math.min(left, blockValues));
}
