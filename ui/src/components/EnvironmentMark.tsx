import { FlaskConical, Radio } from 'lucide-react';
import type { EnvironmentKind } from '../host/host';
import { ENVIRONMENT_WORD } from './words';
import './environment-mark.css';

/** LIVE is solid, PRACTICE and SANDBOX are hatched, with the word: pattern and text, never hue. */
export function EnvironmentMark({ value }: { value: EnvironmentKind }) {
  const Icon = value === 'live' ? Radio : FlaskConical;
  return (
    <span className="environment-mark" data-live={value === 'live'}>
      <span>
        <Icon size={12} aria-hidden="true" />
        {ENVIRONMENT_WORD[value]}
      </span>
    </span>
  );
}
