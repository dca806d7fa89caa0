import { Copy } from 'lucide-react';
import ofl from '../../../assets/fonts/OFL.txt?raw';
import { Button } from '../../../components/Button';
import { Mark } from '../../../components/glyphs/Mark';
import { toast } from '../../../components/toast';
import type { Workspace } from '../../../host/host';
import { Section } from './Section';

const SOURCE = 'https://steward.example/source';

const PARTS: readonly [string, string, string][] = [
  ['Steward', 'Apache-2.0', 'The app, its engine and its packs'],
  ['Inter', 'OFL-1.1', 'The typeface of text'],
  ['JetBrains Mono', 'OFL-1.1', 'The typeface of hashes and addresses'],
  ['Lucide', 'ISC', 'Icons'],
  ['React, Mantine, TanStack', 'MIT', 'What the window is made of'],
  ['Tauri', 'Apache-2.0 or MIT', 'The frame of the window'],
  ['Cedar', 'Apache-2.0', 'Decides what operators may do'],
];

/** Which Steward this is, and under which licences it is given. */
export function AboutTab({ workspace }: { workspace: Workspace }) {
  const about = `Steward ${workspace.version}, policy set ${workspace.policyVersion}`;
  const copy = (text: string, done: string) => {
    navigator.clipboard.writeText(text).then(
      () => toast(done),
      () => toast('The clipboard cannot be written', { tone: 'problem' }),
    );
  };
  return (
    <div className="settings-one">
      <div className="row gap12 about-head">
        <Mark size={36} />
        <div className="grow">
          <h2>Steward {workspace.version}</h2>
          <p className="t2">See who can do what, change it safely, and prove it later.</p>
        </div>
        <Button
          icon={<Copy size={14} aria-hidden="true" />}
          onClick={() => copy(about, 'Copied the version')}
        >
          Copy version
        </Button>
      </div>
      <Section title="This installation">
        <dl className="facts">
          <dt>Workspace</dt>
          <dd className="mono select">{workspace.path}</dd>
          <dt>Operator</dt>
          <dd>
            {workspace.operator.name} <span className="mono t3 select">{workspace.operator.id}</span>
          </dd>
          <dt>Source</dt>
          <dd className="row gap6">
            <div className="mono select">{SOURCE}</div>
            <button
              type="button"
              className="link sm"
              onClick={() => copy(SOURCE, 'Copied the address of the source')}
            >
              Copy address
            </button>
          </dd>
        </dl>
        <p className="field-note">
          Everything is kept on this computer. Steward sends nothing anywhere except to the tenants that you
          connect.
        </p>
      </Section>
      <Section title="Licences">
        <table className="grid-table licence-table">
          <thead>
            <tr>
              <th scope="col">Part</th>
              <th scope="col">Licence</th>
              <th scope="col">What it is</th>
            </tr>
          </thead>
          <tbody>
            {PARTS.map(([part, licence, what]) => (
              <tr key={part}>
                <td className="md">{part}</td>
                <td className="mono">{licence}</td>
                <td className="t2">{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <details className="licence-text">
          <summary>The licence of the fonts, in full</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
          <pre className="mono select focus-in" tabIndex={0}>
            {ofl}
          </pre>
        </details>
      </Section>
    </div>
  );
}
