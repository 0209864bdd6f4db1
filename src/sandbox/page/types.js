/**
 * Shapes of the sandbox's control API as this page reads them. Types only, nothing runs here.
 *
 * @typedef {{ kind: 'people' | 'robot' | 'groups', id: string }} Chat  robot: a person's chat with the smart robot
 * @typedef {{
 *   userid: string, name: string, position: string, departments: string[], last: number, robotLast?: number,
 * }} Person
 * @typedef {{ userid: string, name: string }} Member
 * @typedef {{ id: string, name: string, kind: 'appchat' | 'webhook', members: Member[], last: number }} Group
 * @typedef {{
 *   corpName: string, corpId: string, agent: { id: number, name: string }, robot?: { id: string, name: string },
 * }} Corp
 *
 * @typedef {Record<string, string[]>} Selected  option ids by question_key
 * @typedef {{
 *   taskId: string, current: TemplateCard, buttonText: string | null, replaceText: string | null,
 *   clicked: { key: string, selected: Selected } | null,
 * }} CardState  buttonText: button greyed by replace_name; replaceText: card replaced with replace_text
 * @typedef {{
 *   seq: number, at: string, direction: 'in' | 'out', sender: { id: string, name: string }, msgtype: string,
 *   payload: any, callSeq: number | null, api: string | null, recalled: boolean, card: CardState | null, lost?: true,
 * }} Message  payload: the object under the msgtype key, exactly as it was sent; lost: the robot had no connection
 * @typedef {{
 *   seq: number, at: string, callSeq: number | null, userids: string[],
 * }} Drop  a message that is missing here: a frequency limit dropped it without an error
 * @typedef {{ messages: Message[], drops: Drop[], changed: number }} MessagePage
 *
 * @typedef {{ name: string, type?: string, key?: string, url?: string, sub_button?: MenuButton[] }} MenuButton
 * @typedef {{ type: string, content: any }} Tile  content: the object under the name of the type
 * @typedef {{ menu: MenuButton[], tile: Tile | null }} Desk  the app's menu, the tile on the workbench
 *
 * @typedef {{ status: number | null, body: string, attempts: number, error: string | null }} CallbackResult
 * @typedef {{ delivery: 'sent' | 'lost' | 'unaddressed' | 'not_again' }} Delivery  what became of an act towards the robot
 * @typedef {{ taskId: string, key: string, selected?: Selected }} Press
 * @typedef {{
 *   path: string, times: number, errcode?: number, status?: number, delayMs?: number, cut?: 'before' | 'after',
 * }} Fault
 * @typedef {{
 *   seq: number, at: string, method: string, path: string, query: Record<string, string>, body: unknown,
 *   answer: unknown, status: number, fault: Fault | null, dropped: string[],
 * }} Call  status: 0 when the connection was cut; dropped: members a frequency limit kept it from
 *
 * @typedef {{ id: string, text: string, is_checked?: boolean }} CardOption
 * @typedef {{
 *   question_key: string, title?: string, selected_id?: string, disable?: boolean, option_list: CardOption[],
 * }} CardSelect
 * @typedef {{ question_key: string, mode?: number, disable?: boolean, option_list: CardOption[] }} CardCheckbox
 * @typedef {{ type?: number, url?: string, appid?: string }} CardTarget  type 1 web page, 2 mini program
 * @typedef {{ type?: number, text: string, style?: number, key?: string, url?: string }} CardButton
 * @typedef {{
 *   type?: number, keyname: string, value?: string, url?: string, media_id?: string, userid?: string,
 * }} CardFact  one line of horizontal_content_list
 * @typedef {{
 *   card_type: string, task_id?: string,
 *   source?: { icon_url?: string, desc?: string, desc_color?: number },
 *   action_menu?: { desc?: string, action_list: { text: string, key: string }[] },
 *   main_title?: { title?: string, desc?: string },
 *   quote_area?: CardTarget & { title?: string, quote_text?: string },
 *   emphasis_content?: { title?: string, desc?: string },
 *   sub_title_text?: string,
 *   horizontal_content_list?: CardFact[],
 *   jump_list?: (CardTarget & { title: string, question?: string })[],
 *   card_action?: CardTarget,
 *   card_image?: { url: string, aspect_ratio?: number },
 *   image_text_area?: CardTarget & { title?: string, desc?: string, image_url: string },
 *   vertical_content_list?: { title: string, desc?: string }[],
 *   button_selection?: CardSelect,
 *   button_list?: CardButton[],
 *   checkbox?: CardCheckbox,
 *   select_list?: CardSelect[],
 *   submit_button?: { text?: string, key: string },
 * }} TemplateCard
 *
 * What a drawn message may ask of the page around it.
 * @typedef {{
 *   nameOf: (userid: string) => string,
 *   press: (press: Press) => Promise<void>,
 *   ask: (question: string) => Promise<void>,
 *   showCall: (callSeq: number) => void,
 *   showMember: (userid: string, anchor: HTMLElement) => void,
 *   say: (notice: string) => void,
 * }} MessageContext
 */

export {};
