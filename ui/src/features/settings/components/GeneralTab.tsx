import { useMediaQuery } from '@mantine/hooks';
import { Monitor, Moon, Sun } from 'lucide-react';
import { setLetters, useLetters } from '../../../components/keys';
import { Segmented } from '../../../components/Segmented';
import { chooseScheme, type SchemeChoice, useSchemeChoice } from '../../../theme/color-scheme';
import { chooseZoom, readZoom, useZoom, ZOOMS } from '../../../theme/zoom';
import { Section } from './Section';

const SCHEMES: { value: SchemeChoice; label: string; detail: string; icon: typeof Sun }[] = [
  { value: 'light', label: 'Light', detail: 'Dark text on white', icon: Sun },
  { value: 'dark', label: 'Dark', detail: 'Light text on near black', icon: Moon },
  { value: 'system', label: 'As the system', detail: 'Follows it when it changes', icon: Monitor },
];

/** How Steward looks and listens on this computer. */
export function GeneralTab() {
  const choice = useSchemeChoice();
  const letters = useLetters();
  const zoom = useZoom();
  const still = useMediaQuery('(prefers-reduced-motion: reduce)') ?? false;
  const forced = useMediaQuery('(forced-colors: active)') ?? false;
  return (
    <div className="settings-one">
      <Section title="Appearance">
        <fieldset className="choices choices-row">
          <legend className="vh">Appearance</legend>
          {SCHEMES.map(({ value, label, detail, icon: Icon }) => (
            <label key={value} className="choice">
              <input
                type="radio"
                name="scheme"
                checked={choice === value}
                onChange={() => chooseScheme(value)}
              />
              <span className="row gap6 md">
                <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
                {label}
              </span>
              <span className="t3 sm">{detail}</span>
            </label>
          ))}
        </fieldset>
        {forced && (
          <p className="sm t2 setting-line">The system chooses the colours now, so this has no effect.</p>
        )}
      </Section>
      <Section title="Size" about="Ctrl + and Ctrl − do the same on every screen, Ctrl 0 goes back.">
        <Segmented<string>
          label="Size of everything"
          value={String(zoom)}
          onChange={(next) => chooseZoom(readZoom(next))}
          options={ZOOMS.map((one) => ({ value: String(one), label: `${one} %` }))}
        />
      </Section>
      <Section title="Keyboard">
        <label className="switch-line">
          <input type="checkbox" checked={letters} onChange={() => setLetters(!letters)} />
          <span>
            <span className="md">Single letter keys</span>
            <span className="t3 sm">
              J and K, G then M, W and the like. Switch them off when you speak to your computer; keys with
              Ctrl and Alt keep working.
            </span>
          </span>
        </label>
      </Section>
      <Section title="Motion">
        <p className="t2">
          {still
            ? 'Your system asks for less motion: nothing slides or fades, and what is running pulses instead of turning.'
            : 'Panels and menus fade in for a moment. When your system asks for less motion, they stand still.'}
        </p>
      </Section>
    </div>
  );
}
