import { askOf, audiencesOf, commonErrors } from '@croupier/contracts';
import { DomainError, invariant } from '@croupier/kernel';
import { type ActorProof, type ProofFault, type ProofReader } from './actor-proof.js';
import { type CallContext } from './call-context.js';

type Ask = NonNullable<ReturnType<typeof askOf>>;

/** Why an ask was refused to whoever sent it. */
export type UnprovenReason =
  ProofFault | 'missing' | 'wrong_audience' | 'wrong_kind' | 'other_player' | 'other_staff';

/** An ask without proof that its actor may have it carried out. */
export class UnprovenActor extends DomainError {
  constructor(
    readonly reason: UnprovenReason,
    field?: string,
  ) {
    super('actor_not_proven', commonErrors.actor_not_proven, { detail: reason, ...(field ? { field } : {}) });
  }
}

/** What an ask says of its actor: its headers, as they came. */
export interface Claim {
  actor: string;
  proof: string;
}

/** Decides whether who sent an ask may act so. The same for every service; what is needed the contract says. */
export class ActorGuard {
  constructor(private readonly proofs: ProofReader) {}

  /** The check of one ask. @throws UnprovenActor from the check, before anything is done */
  of(subject: string): (claim: Claim, body: unknown) => Pick<CallContext, 'actor' | 'proof'> {
    const ask = askOf(subject);
    invariant(ask, `${subject} is not in the catalogue`);
    const audiences = audiencesOf(subject);
    return (claim, body) => this.admit(ask, audiences, claim, body as Body);
  }

  private admit(
    ask: Ask,
    audiences: ReadonlySet<string>,
    claim: Claim,
    body: Body,
  ): Pick<CallContext, 'actor' | 'proof'> {
    const proof = this.proofOf(claim.proof, audiences);
    if (typeof proof !== 'string') {
      assertMayAct(ask, proof, body);
      return { actor: proof.actor, proof: claim.proof };
    }
    // What was proven to another service may come with work that this ask is only a small part of.
    const nothing = proof === 'missing' || proof === 'wrong_audience';
    if (nothing && needsNobody(ask, body)) return { actor: unproven(claim.actor) };
    throw new UnprovenActor(proof);
  }

  private proofOf(text: string, audiences: ReadonlySet<string>): ActorProof | UnprovenReason {
    if (text === '') return 'missing';
    const proof = this.proofs.read(text);
    if (typeof proof === 'string') return proof;
    return audiences.has(proof.audience) ? proof : 'wrong_audience';
  }
}

type Body = Readonly<Record<string, unknown>> | null;

function needsNobody({ actor }: Ask, body: Body): boolean {
  return actor === 'service' || (actor === 'player-or-rehearsal' && body?.['dryRun'] === true);
}

/** A player speaks for nobody else, whatever is asked; a member of staff acts in no other's name. */
function assertMayAct(ask: Ask, { actor, kind, id }: ActorProof, body: Body): void {
  const alone = needsNobody(ask, body);
  if (kind === 'player') {
    if (ask.actor === 'staff') throw new UnprovenActor('wrong_kind');
    const playerId = body?.['playerId'];
    if (playerId !== id && !(alone && playerId === undefined))
      throw new UnprovenActor('other_player', 'playerId');
    return;
  }
  if (!alone && !ask.actor.includes('staff')) throw new UnprovenActor('wrong_kind');
  if (ask.actingStaff === undefined) return;
  const named = body?.[ask.actingStaff];
  if (named !== id && named !== actor) throw new UnprovenActor('other_staff', ask.actingStaff);
}

/** Whoever cannot prove to be a player or of the staff is called neither. */
function unproven(actor: string): string {
  return /^(player|staff):/.test(actor) ? 'unproven' : actor || 'unknown';
}
