import { Menu, Tooltip } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { Info, Keyboard, Monitor, Moon, Scale, Settings, Sun, Type } from 'lucide-react';
import { Avatar } from '../../components/Avatar';
import { setLetters, useLetters } from '../../components/keys';
import { capital } from '../../components/text';
import type { OperatorInfo } from '../../host/host';
import { chooseScheme, type SchemeChoice, useSchemeChoice } from '../../theme/color-scheme';
import { openOverlay } from './overlay-state';

const SCHEMES: { value: SchemeChoice; label: string; icon: typeof Sun }[] = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'As the system', icon: Monitor },
];

/** Who uses Steward, how they like it, and the way to the settings. */
export function Me({ operator, rail }: { operator: OperatorInfo; rail: boolean }) {
  const choice = useSchemeChoice();
  const letters = useLetters();
  const navigate = useNavigate();
  const roles = operator.roles.map(capital).join(', ');
  return (
    <div className="me-line">
      <Menu position={rail ? 'right-end' : 'top-start'} width={220}>
        <Tooltip label={`${operator.name}, ${roles}`} position="right" disabled={!rail}>
          <Menu.Target>
            <button type="button" className="me">
              <Avatar name={operator.name} large />
              <span className="lab grow">
                <span className="trunc md" style={{ display: 'block', lineHeight: '16px' }}>
                  {operator.name}
                </span>
                <span className="trunc xs t3" style={{ display: 'block' }}>
                  {roles}
                </span>
              </span>
              <span className="vh">: appearance, shortcuts, settings</span>
            </button>
          </Menu.Target>
        </Tooltip>
        <Menu.Dropdown>
          <Menu.Label>Appearance</Menu.Label>
          <Menu.RadioGroup value={choice} onChange={(next) => chooseScheme(next as SchemeChoice)}>
            {SCHEMES.map(({ value, label, icon: Icon }) => (
              <Menu.RadioItem key={value} value={value}>
                <span className="row">
                  <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
                  {label}
                </span>
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.CheckboxItem checked={letters} onChange={() => setLetters(!letters)}>
            <span className="row">
              <Type size={15} strokeWidth={1.75} aria-hidden="true" />
              Single letter keys
            </span>
          </Menu.CheckboxItem>
          <Menu.Item
            leftSection={<Keyboard size={15} strokeWidth={1.75} aria-hidden="true" />}
            rightSection={<kbd>?</kbd>}
            onClick={() => openOverlay('shortcuts')}
          >
            Shortcuts
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<Scale size={15} strokeWidth={1.75} aria-hidden="true" />}
            onClick={() => navigate({ to: '/settings', search: { tab: 'policies' } })}
          >
            What you may do
          </Menu.Item>
          <Menu.Item
            leftSection={<Settings size={15} strokeWidth={1.75} aria-hidden="true" />}
            rightSection={<kbd>Ctrl ,</kbd>}
            onClick={() => navigate({ to: '/settings', search: {} })}
          >
            Settings
          </Menu.Item>
          <Menu.Item
            leftSection={<Info size={15} strokeWidth={1.75} aria-hidden="true" />}
            onClick={() => navigate({ to: '/settings', search: { tab: 'about' } })}
          >
            About and licences
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Tooltip label="Settings, Ctrl ,">
        <Link
          to="/settings"
          search={{}}
          activeOptions={{ includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
          className="icon-btn lab me-settings"
          aria-label="Settings"
        >
          <Settings size={15} strokeWidth={1.75} aria-hidden="true" />
        </Link>
      </Tooltip>
    </div>
  );
}
