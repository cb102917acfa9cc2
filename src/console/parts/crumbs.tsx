import type { ComponentChildren } from 'preact';

/** Where something belongs: what is around it, from the outside. */
export const Crumbs = ({ ways }: { readonly ways: readonly { readonly href: string; readonly title: ComponentChildren }[] }) => (
  <nav class="crumbs" aria-label="Where this belongs">
    {ways.map(({ href, title }) => (
      <a key={href} href={href}>
        {title}
      </a>
    ))}
  </nav>
);
