import { DomainError } from '@croupier/kernel';

const atOnce = 64;
const attempts = 10;

/** Works on all of them, 64 at a time. Asks again, as a client does, where nobody could answer. */
export async function inTurn<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const insist = async (item: Item): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await work(item);
        return;
      } catch (error) {
        const again = error instanceof DomainError && error.kind === 'unavailable' && attempt < attempts;
        if (!again) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
      }
    }
  };
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await insist(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
