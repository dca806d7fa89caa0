/** The last question of each place that questions are asked from, until it is answered. */
const last = new Map<string, Promise<unknown>>();

/**
 * Asks at once, or when the question before it from the same place is answered. One that nobody waits for any more by then
 * is never asked: however fast somebody types, one question is on its way and the newest one waits.
 *
 * @param place where is asked from; questions from elsewhere do not wait.
 * @param signal ends when the answer is not wanted any more; rejects with its reason then.
 */
export async function newest<T>(place: string, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  const before = last.get(place);
  const answer = before === undefined ? ask() : afterwards(before, signal, ask);
  last.set(place, answer);
  try {
    return await answer;
  } finally {
    if (last.get(place) === answer) last.delete(place);
  }
}

async function afterwards<T>(
  before: Promise<unknown>,
  signal: AbortSignal,
  ask: () => Promise<T>,
): Promise<T> {
  // how it went is told where it was asked
  await before.catch(() => undefined);
  signal.throwIfAborted();
  return ask();
}
