/** What went wrong, for operators and for whoever decides about a retry. Never a secret, never a URL with a token. */
export type ErrorCode =
  | 'backup_invalid'
  | 'config_invalid'
  | 'data_folder_in_use'
  | 'database_unavailable'
  | 'file_not_written'
  | 'import_invalid'
  | 'not_found'
  | 'usage'
  | 'wecom_api'
  | 'wecom_unreachable';

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
