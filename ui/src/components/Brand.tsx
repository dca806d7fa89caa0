import { Mark } from './glyphs/Mark';

/** The mark and the name of Steward, where no tenant has its place. */
export function Brand({ title = false }: { title?: boolean }) {
  const Name = title ? 'h1' : 'div';
  return (
    <Name className="brand">
      <Mark size={30} />
      Steward
    </Name>
  );
}
