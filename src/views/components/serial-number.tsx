import { Fragment } from 'preact'

/** `3F:A2:11`: may break after a colon, and copies as one word. */
export function SerialNumber({ value }: { readonly value: string }) {
  const groups = value.split(':')
  return (
    <code class="serial-number">
      {groups.map((group, index) => (
        <Fragment key={index}>
          {index === 0 ? null : (
            <>
              :<wbr />
            </>
          )}
          {group}
        </Fragment>
      ))}
    </code>
  )
}
