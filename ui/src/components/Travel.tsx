import { ArrowLeft, ArrowRight } from 'lucide-react';
import { IconButton } from './IconButton';
import { goBack, goForward, useTravel } from './travel';
import './travel.css';

/** Back and forward, at the head of every screen. */
export function Travel() {
  const { back, forward } = useTravel();
  return (
    <div className="travel">
      <IconButton label="Back, Alt ←" disabled={!back} onClick={goBack}>
        <ArrowLeft size={15} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
      <IconButton label="Forward, Alt →" disabled={!forward} onClick={goForward}>
        <ArrowRight size={15} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
