import { Check, FlaskConical, Radio } from 'lucide-react';
import type { EnvironmentKind } from '../../../host/host';

/** LIVE is solid, PRACTICE is hatched: the choice looks like what it leads to. */
export function EnvironmentChoice(props: { value: EnvironmentKind; onChange(next: EnvironmentKind): void }) {
  const { value, onChange } = props;
  return (
    <fieldset className="environments">
      <legend className="label">This tenant is</legend>
      <div className="environment-pair">
        <label className="environment environment-live">
          <input
            type="radio"
            name="environment"
            checked={value === 'live'}
            onChange={() => onChange('live')}
          />
          <Radio size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className="grow">LIVE</span>
          {value === 'live' && <Check size={16} aria-hidden="true" />}
        </label>
        <label className="environment environment-practice">
          <input
            type="radio"
            name="environment"
            checked={value === 'practice'}
            onChange={() => onChange('practice')}
          />
          <FlaskConical size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className="grow">PRACTICE</span>
          {value === 'practice' && <Check size={16} aria-hidden="true" />}
        </label>
      </div>
      <p className="field-note">Marks every side of the window, so that nobody takes one for the other.</p>
    </fieldset>
  );
}
