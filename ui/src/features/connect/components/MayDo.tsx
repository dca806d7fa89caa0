import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';

/** What the connection may do, and what it never does. */
export function MayDo() {
  return (
    <section aria-label="What this connection may do">
      <h2 className="label">What this connection may do</h2>
      <ul className="may-do">
        <li>
          <ClassGlyph value="view" hidden />
          <b>Read</b>
          <span className="t2">people, groups, roles, entitlements</span>
        </li>
        <li>
          <ClassGlyph value="destructive" hidden />
          <b>Never</b>
          <span className="t2">writes, passwords, documents, messages</span>
        </li>
      </ul>
    </section>
  );
}
