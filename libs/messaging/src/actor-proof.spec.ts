import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  isProvable,
  keyIdOf,
  type ProofFault,
  ProofReader,
  proofPrefix,
  readPublicKeys,
} from './actor-proof.js';
import { ActorSigner } from './actor-signer.js';

const minuteMs = 60_000;
const ada = 'player:01a20a46-f71b-7904-908a-daa2e0b5fc68';
const bob = 'player:01a20a46-f71b-7904-908a-daa2e0b5fc69';

/** A clock that stands until it is moved. */
class StillClock {
  constructor(private ms = Date.UTC(2026, 10, 28)) {}

  now(): Date {
    return new Date(this.ms);
  }

  pass(ms: number): void {
    this.ms += ms;
  }
}

const keys = generateKeyPairSync('ed25519');
const others = generateKeyPairSync('ed25519');
const known = new Map([[keyIdOf(keys.publicKey), keys.publicKey]]);

function setUp(most?: number): { clock: StillClock; signer: ActorSigner; reader: ProofReader } {
  const clock = new StillClock();
  return {
    clock,
    signer: new ActorSigner(keys.privateKey, clock, most),
    reader: new ProofReader(known, clock, most),
  };
}

describe('a proof', () => {
  it('says who acts, to whom that was proven, and until when', () => {
    const { clock, signer, reader } = setUp();
    expect(reader.read(signer.proofFor(ada, 'wallet'))).toEqual({
      actor: ada,
      kind: 'player',
      id: ada.slice('player:'.length),
      audience: 'wallet',
      expiresAtMs: clock.now().getTime() + 3 * minuteMs,
    });
  });

  it('is signed over the prefix and all of it before the last dot, and nothing else', () => {
    const { reader } = setUp();
    const body = `${keyIdOf(keys.publicKey)}.${ada}.games.1800000000`;
    const signed = (bytes: string): string =>
      `${body}.${sign(null, Buffer.from(bytes), keys.privateKey).toString('base64url')}`;
    expect(reader.read(signed(`croupier-actor-proof-v1\n${body}`))).toMatchObject({ actor: ada });
    expect(reader.read(signed(body))).toBe('bad_signature');
  });

  it('is worth nothing with any of its characters changed', () => {
    const { signer, reader } = setUp();
    const proof = signer.proofFor(ada, 'wallet');
    for (let index = 0; index < proof.length; index += 1) {
      for (const other of ['0', 'A', '-', '.', 'b'].filter((digit) => digit !== proof[index])) {
        const read = reader.read(proof.slice(0, index) + other + proof.slice(index + 1));
        expect([index, other, typeof read]).toEqual([index, other, 'string']);
      }
    }
    expect(reader.known).toBe(0);
  });

  it.each<[string, ProofFault, (proof: string) => string]>([
    ['of nothing', 'malformed', () => ''],
    ['with something behind it', 'malformed', (proof) => `${proof} `],
    ['without a signature', 'malformed', (proof) => proof.slice(0, -86)],
    ['of a key nobody gave out', 'unknown_key', (proof) => `AAAAAAAAAAA${proof.slice(11)}`],
    ['for somebody else', 'bad_signature', (proof) => proof.replace(ada, bob)],
    ['for another service', 'bad_signature', (proof) => proof.replace('.wallet.', '.games.')],
    ['made to last', 'bad_signature', (proof) => proof.replace(/\.(\d{10})\./, '.2000000000.')],
    ['signed by others', 'bad_signature', (proof) => forged(proof)],
  ])('%s is refused as %s', (_, fault, change) => {
    const { signer, reader } = setUp();
    expect(reader.read(change(signer.proofFor(ada, 'wallet')))).toBe(fault);
  });

  it('names players and staff alone', () => {
    expect([ada, ada.replace('player', 'staff')].map(isProvable)).toEqual([true, true]);
    const no = ['anonymous', 'system:games', 'player:ada', `${ada} `, ada.replace('player', 'provider')];
    expect(no.map(isProvable)).toEqual([false, false, false, false, false]);
  });
});

describe('the signer', () => {
  it('hands a proof out again for a minute, and one for each actor and service', () => {
    const { clock, signer } = setUp();
    const first = signer.proofFor(ada, 'wallet');
    clock.pass(minuteMs - 1);
    expect(signer.proofFor(ada, 'wallet')).toBe(first);
    const proofs = [first, signer.proofFor(ada, 'games'), signer.proofFor(bob, 'wallet')];
    clock.pass(1);
    proofs.push(signer.proofFor(ada, 'wallet'));
    expect(new Set(proofs).size).toBe(4);
  });

  it('keeps no more than it may, and gives up what was not wanted for longest', () => {
    const { clock, signer } = setUp(2);
    const [wallet, games] = [signer.proofFor(ada, 'wallet'), signer.proofFor(ada, 'games')];
    clock.pass(1000);
    signer.proofFor(ada, 'wallet');
    signer.proofFor(ada, 'live');
    expect(signer.proofFor(ada, 'wallet')).toBe(wallet);
    expect(signer.proofFor(ada, 'games')).not.toBe(games);
  });

  it('takes no key of another kind', () => {
    const { privateKey } = generateKeyPairSync('x25519');
    expect(() => new ActorSigner(privateKey, new StillClock())).toThrow('Ed25519');
  });
});

describe('the reader', () => {
  it('knows a proof until it expires, and not a moment longer', () => {
    const { clock, signer, reader } = setUp();
    const proof = signer.proofFor(ada, 'wallet');
    const first = reader.read(proof);
    clock.pass(3 * minuteMs - 1);
    expect(reader.read(proof)).toBe(first);
    clock.pass(1);
    expect(reader.read(proof)).toBe('expired');
    expect(reader.known).toBe(0);
    expect(reader.read(proof)).toBe('expired');
  });

  it('keeps no more than it may', () => {
    const { signer, reader } = setUp(2);
    const [first, ...rest] = ['a', 'b', 'c'].map((audience) => signer.proofFor(ada, audience));
    const kept = [first, ...rest].map((proof) => reader.read(proof ?? ''));
    expect(reader.known).toBe(2);
    expect(reader.read(rest[1] ?? '')).toBe(kept[2]);
    expect(reader.read(first ?? '')).not.toBe(kept[0]);
  });

  it('takes several keys, so that one can follow the other', () => {
    const { clock, signer } = setUp();
    const list = [others, keys]
      .map(({ publicKey }) => publicKey.export({ format: 'der', type: 'spki' }).toString('base64'))
      .join(', ');
    const reader = new ProofReader(readPublicKeys(list), clock);
    const successor = new ActorSigner(others.privateKey, clock);
    expect(reader.read(signer.proofFor(ada, 'wallet'))).toMatchObject({ actor: ada });
    expect(reader.read(successor.proofFor(bob, 'wallet'))).toMatchObject({ actor: bob });
  });
});

/** The same words under the same key id, signed with a key of somebody else. */
function forged(proof: string): string {
  const body = proof.slice(0, proof.lastIndexOf('.'));
  return `${body}.${sign(null, Buffer.from(proofPrefix + body), others.privateKey).toString('base64url')}`;
}
