/**
 * Has everybody take the same step side by side, each at their own pace, and waits for all of them.
 * @throws what the first of them who could not take it was stopped by
 */
export async function together<Person>(
  people: readonly Person[],
  step: (person: Person) => Promise<void>,
): Promise<void> {
  const ends = await Promise.allSettled(people.map(step));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
