import { capital } from '../../../components/text';
import '../../../components/export-dialog.css';

/** Whether people are named in what is handed out. They are withheld unless one chooses otherwise. */
export function NamesChoice(props: {
  disclose: boolean;
  /** What either means for the file. */
  withheld: string;
  disclosed: string;
  /** Who may disclose, where the one who chooses may not. */
  only?: readonly string[] | undefined;
  /** Whether the cursor begins here. */
  first?: boolean;
  onChoose(disclose: boolean): void;
}) {
  const { disclose, withheld, disclosed, only, first = false, onChoose } = props;
  const refused = only && `Not among what you may do. ${only.map(capital).join(', ') || 'Nobody'} may.`;
  return (
    <fieldset className="export-choices audit-formats">
      <legend className="label">Names and personal values</legend>
      {[
        { value: false, label: 'Withheld', detail: withheld },
        { value: true, label: 'Disclosed', detail: refused ?? disclosed },
      ].map(({ value, label, detail }) => (
        <label key={label} className="export-choice">
          <input
            type="radio"
            name="disclose"
            checked={value === disclose}
            disabled={value && only !== undefined}
            data-autofocus={first && value === disclose ? '' : undefined}
            onChange={() => onChoose(value)}
          />
          <span className="md">{label}</span>
          <span className="sm t2">{detail}</span>
        </label>
      ))}
    </fieldset>
  );
}
