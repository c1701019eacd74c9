import { BaseRpcContext } from '@nestjs/microservices';

/** What came with a fact besides its payload. */
export interface FactEnvelope {
  /** The same for every delivery of this fact. */
  id: string;
  subject: string;
  /** 1 for the first delivery. */
  delivery: number;
  trace: string;
}

/** The context argument of a consumer method: `@Ctx() fact: FactContext`. */
export class FactContext extends BaseRpcContext<[FactEnvelope]> implements FactEnvelope {
  constructor(envelope: FactEnvelope) {
    super([envelope]);
  }

  get id(): string {
    return this.args[0].id;
  }

  get subject(): string {
    return this.args[0].subject;
  }

  get delivery(): number {
    return this.args[0].delivery;
  }

  get trace(): string {
    return this.args[0].trace;
  }
}
