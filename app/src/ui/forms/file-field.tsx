import type { VNode } from 'preact';
import { describedBy, Frame, type QuestionProps, questionId } from './frame.tsx';

export interface FileFieldProps extends QuestionProps {
  /** Endings or media types offered by the file dialog; the server looks at the bytes. */
  readonly accept?: string | undefined;
  readonly multiple?: boolean | undefined;
}

/** A file to send. The form that holds it needs `enctype="multipart/form-data"`; the hint says the kinds and the limit. */
export function FileField(props: FileFieldProps): VNode {
  return (
    <Frame {...props}>
      <input
        id={questionId(props)}
        name={props.name}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        {...describedBy(props)}
      />
    </Frame>
  );
}
