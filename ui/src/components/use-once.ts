import { type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

/** Work that a button or a form begins. It is not begun again while it runs: two presses in one tick are one. */
export function useOnce<Data, Given = void>(work: UseMutationOptions<Data, Error, Given>) {
  const running = useRef(false);
  const mutation = useMutation({
    ...work,
    onSettled: (...all) => {
      running.current = false;
      return work.onSettled?.(...all);
    },
  });
  const { mutate: begin, reset: forget } = mutation;
  const mutate = useCallback(
    (...given: Parameters<typeof begin>) => {
      if (running.current) return;
      running.current = true;
      begin(...given);
    },
    [begin],
  );
  // nobody waits for what was going on before any more
  const reset = useCallback(() => {
    running.current = false;
    forget();
  }, [forget]);
  return { ...mutation, mutate, reset };
}
