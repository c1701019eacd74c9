import { describe, expect, it } from '@jest/globals';
import { seededBytes } from '../test/seeded-bytes.js';
import { Entropy, proportionCutoff, RandomSourceError, repetitionCutoff, systemEntropy } from './entropy.js';

/** A sound source until `after` bytes are read, then what `then` makes of its bytes. */
function breaking(after: number, then: (byte: number, index: number) => number): Entropy {
  const sound = seededBytes(3);
  let read = 0;
  return new Entropy((size) =>
    sound(size).map((byte) => {
      read += 1;
      return read > after ? then(byte, read) : byte;
    }),
  );
}

const readUntil = (entropy: Entropy, bytes: number) => (): void => {
  for (let read = 0; read < bytes; read += 1024) entropy.bytes(1024);
};

describe('the watch over the source', () => {
  it('has limits that a sound source does not meet in the life of a platform', () => {
    expect(repetitionCutoff).toBe(9);
    // Binomial law of 512 bytes and 1/256, by an independent sum: P(X >= 25) is 2^-62.2, P(X >= 24) is 2^-58.5.
    expect(proportionCutoff).toBe(25);
    const entropy = new Entropy(seededBytes(1));
    expect(readUntil(entropy, 4_000_000)).not.toThrow();
    expect(() => systemEntropy.test()).not.toThrow();
  });

  it.each<[string, (byte: number, index: number) => number]>([
    ['stands still', () => 7],
    ['gives four bits for eight', (byte) => byte & 15],
    ['gives a byte in every sixteen again', (byte, index) => (index % 16 === 0 ? 7 : byte)],
  ])('sees a source that %s', (_, then) => {
    expect(readUntil(breaking(0, then), 100_000)).toThrow(RandomSourceError);
    expect(() => breaking(0, then).test()).toThrow(RandomSourceError);
    expect(readUntil(breaking(50_000, then), 200_000)).toThrow(RandomSourceError);
  });

  it.each<[string, (size: number) => Uint8Array]>([
    ['gives less than it was asked for', (size) => new Uint8Array(size - 1)],
    [
      'throws',
      () => {
        throw new Error('no device');
      },
    ],
  ])('sees a source that %s', (_, source) => {
    expect(() => new Entropy(source).bytes(32)).toThrow('the source of entropy failed: ');
  });

  it('does not come back: what failed once may not be trusted again', () => {
    let stands = true;
    const sound = seededBytes(4);
    const entropy = new Entropy((size) => (stands ? new Uint8Array(size) : sound(size)));
    expect(() => entropy.bytes(32)).toThrow(RandomSourceError);
    stands = false;
    expect(() => entropy.bytes(32)).toThrow(RandomSourceError);
  });
});
