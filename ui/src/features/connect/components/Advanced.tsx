import { ChevronRight } from 'lucide-react';
import { useId } from 'react';

export type AdvancedValues = { name: string; pack: string; proxy: string; caFile: string };

/** What few need: a name of one's own, a pack, a proxy, a private authority. */
export function Advanced(props: {
  values: AdvancedValues;
  suggestedName: string;
  onChange(next: AdvancedValues): void;
}) {
  const { values, suggestedName, onChange } = props;
  const set = (key: keyof AdvancedValues) => (text: string) => onChange({ ...values, [key]: text.trim() });
  return (
    <details className="advanced">
      <summary className="label">
        <ChevronRight size={14} aria-hidden="true" /> Name, pack, proxy, private certificate
      </summary>
      <div className="col gap12" style={{ paddingTop: 8 }}>
        <Text
          label="Name in Steward"
          value={values.name}
          placeholder={suggestedName}
          onChange={set('name')}
        />
        <Text
          label="Pack that explains the product"
          value={values.pack}
          placeholder="generic, or the folder of a pack"
          onChange={set('pack')}
        />
        <Text
          label="Proxy"
          value={values.proxy}
          placeholder="http://proxy.example:3128"
          onChange={set('proxy')}
        />
        <Text
          label="Certificate of a private authority"
          value={values.caFile}
          placeholder="a PEM file"
          onChange={set('caFile')}
        />
      </div>
    </details>
  );
}

function Text(props: { label: string; value: string; placeholder: string; onChange(next: string): void }) {
  const { label, value, placeholder, onChange } = props;
  const id = useId();
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="field">
        <input
          id={id}
          value={value}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}
