import { type ReactNode, Suspense, useEffect, useState } from 'react';

/** A dialog is put in place when it is opened for the first time: a window that starts does without it. */
export function WhenOpened(props: { opened: boolean; children(opened: boolean): ReactNode }) {
  const { opened, children } = props;
  const [wanted, setWanted] = useState(opened);
  if (opened && !wanted) setWanted(true);
  return wanted ? (
    <Suspense>
      <Placed opened={opened}>{children}</Placed>
    </Suspense>
  ) : null;
}

/** It opens once it is there: only then it knows what had the keyboard before. */
function Placed({ opened, children }: Parameters<typeof WhenOpened>[0]) {
  const [placed, setPlaced] = useState(false);
  useEffect(() => setPlaced(true), []);
  return children(opened && placed);
}
