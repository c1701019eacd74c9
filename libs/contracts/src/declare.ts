import { type AskContract, type FactContract, invariant } from '@croupier/kernel';

const askSubject = /^rpc\.[a-z-]+\.[a-z]+(-[a-z]+)*\.v\d+$/;
const factSubject = /^evt\.[a-z-]+\.[a-z-]+\.[a-z-]+\.v\d+$/;

/** Declares an ask; its subject is `rpc.<service>.<verb-noun>.v<major>`. */
export function declareAsk<Request extends object, Reply extends object>(
  contract: AskContract<Request, Reply> & { readonly actingStaff?: keyof Request & string },
): AskContract<Request, Reply> {
  invariant(askSubject.test(contract.subject), `${contract.subject} is no ask subject`);
  return Object.freeze(contract);
}

/** Declares a fact; its subject is `evt.<service>.<noun>.<past>.v<major>`. */
export function declareFact<Payload extends object>(
  contract: FactContract<Payload> & { readonly aggregate: (keyof Payload & string) | null },
): FactContract<Payload> {
  invariant(factSubject.test(contract.subject), `${contract.subject} is no fact subject`);
  return Object.freeze(contract);
}
