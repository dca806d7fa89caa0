import { Menu } from '@mantine/core';
import { Bookmark, BookmarkPlus, Check, PencilLine, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { ListSearch } from '../../../components/list-search';
import { toast } from '../../../components/toast';
import { useViews } from '../../../components/use-views';
import { asked, isShown, viewsIn, withView, worthKeeping } from '../../../components/views';
import type { ListKind } from '../../../host/host';
import { LIST_WORDS } from '../model/list-query';
import { EditViews, NameView } from './EditViews';
import styles from './lists.module.css';

/** Filters and order under a name: open, keep, rename, remove. */
export function ViewsMenu(props: {
  tenant: string;
  kind: ListKind;
  search: ListSearch;
  onSearch(next: ListSearch): void;
}) {
  const { tenant, kind, search, onSearch } = props;
  const [all, keep] = useViews(kind);
  const [dialog, setDialog] = useState<'name' | 'edit'>();
  const views = viewsIn(all, tenant);
  const opened = views.find((one) => one.name === search.view);
  const changed = opened !== undefined && !isShown(opened, search);
  const save = (name: string) => {
    const own = search.within ? { tenant } : {};
    keep(withView(all, { name, search: asked(search), ...own }));
    onSearch({ ...search, view: name.trim() });
    toast(`Kept as ${name.trim()}`);
  };
  return (
    <>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <button type="button" className={styles.views}>
            <Bookmark size={13} aria-hidden="true" />
            <span className="trunc">{opened ? opened.name : 'Views'}</span>
            {changed && <span className="t3">changed</span>}
          </button>
        </Menu.Target>
        <Menu.Dropdown aria-label="Saved views">
          <Menu.Item
            leftSection={<RotateCcw size={14} aria-hidden="true" />}
            disabled={!worthKeeping(search) && !opened}
            onClick={() => onSearch({ ...asked({}), view: undefined })}
          >
            All {LIST_WORDS[kind].many}, by name
          </Menu.Item>
          {views.length > 0 && <Menu.Label>Saved views</Menu.Label>}
          {views.map((view) => (
            <Menu.Item
              key={view.name}
              aria-current={view === opened}
              leftSection={<Bookmark size={14} aria-hidden="true" />}
              rightSection={view === opened ? <Check size={14} aria-hidden="true" /> : undefined}
              onClick={() => onSearch({ ...asked(view.search), view: view.name })}
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {changed && opened && (
            <Menu.Item
              leftSection={<BookmarkPlus size={14} aria-hidden="true" />}
              onClick={() => save(opened.name)}
            >
              Keep the changes in {opened.name}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<BookmarkPlus size={14} aria-hidden="true" />}
            disabled={!worthKeeping(search)}
            onClick={() => setDialog('name')}
          >
            Save these filters as a view
          </Menu.Item>
          {views.length > 0 && (
            <Menu.Item
              leftSection={<PencilLine size={14} aria-hidden="true" />}
              onClick={() => setDialog('edit')}
            >
              Rename or remove views
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameView
        views={all}
        opened={dialog === 'name'}
        onClose={() => setDialog(undefined)}
        onName={(name) => {
          setDialog(undefined);
          save(name);
        }}
      />
      <EditViews
        views={all}
        shown={views}
        opened={dialog === 'edit'}
        onClose={() => setDialog(undefined)}
        onChange={keep}
      />
    </>
  );
}
