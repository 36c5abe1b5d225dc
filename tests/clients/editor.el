;;; Drives `acquis lsp' with Eglot, without a window: what the deck says wrong, repair, hover, completion, rename, definition,
;;; references, symbols.
;;;
;;;   emacs --batch -l tests/clients/editor.el     exit 0 if everything came as it should; acquis on the path
;;;
;;; Emacs 29 brings Eglot along; before it, `-L' names where it lies.

(require 'eglot)
(require 'seq)

;; The settings of docs/editors.md.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((toml-ts-mode conf-toml-mode) . ("acquis" "lsp"))))

(setq eglot-sync-connect 10 eglot-confirm-server-initiated-edits nil make-backup-files nil)

(defvar scratch (make-temp-file "acquis-editor" t))

(defun check (holds what)
  (princ (format "%s: %s\n" what (if holds "as it should be" "FAILED")))
  (unless holds (kill-emacs 1)))

(defun told (words)
  (flymake-start)
  (seq-some (lambda (found) (string-match-p words (flymake-diagnostic-text found))) (flymake-diagnostics)))

(defun comes (what holds)
  (let ((tries 0))
    (while (and (< tries 200) (not (funcall holds)))
      (accept-process-output nil 0.1)
      (setq tries (1+ tries)))
    (check (funcall holds) what)))

(defun at (words)
  (goto-char (point-min))
  (search-forward words nil t))

(defun retype (old new)
  (at old)
  (replace-match new t t)
  (eglot--signal-textDocument/didChange))

(defun ask (method &rest more)
  (jsonrpc-request (eglot--current-server-or-lose) method (append (eglot--TextDocumentPositionParams) more)))

(find-file (expand-file-name "trade.toml" scratch))
(insert "[deck]\nid = \"trade\"\ntitle = \"Trade\"\n\n[sources.primer]\ntitle = \"A primer\"\n\n"
        "[[institution]]\nid = \"commission\"\nname = \"European Commission\"\nrole = \"negotiates trade agreements\"\n"
        "source = { key = \"primer\", at = \"p. 1\" }\n\n"
        "[[short]]\nid = \"who\"\nask = \"Who consents, 😀, in the end?\"\nanser = \"Parliament\"\nrequires = [\"commission\"]\n"
        "source = { key = \"primer\", at = \"p. 2\" }\n")
(save-buffer)
(apply #'eglot--connect (eglot--guess-contact))
(unless (eglot-managed-p) (eglot--maybe-activate-editing-mode))
(flymake-mode 1)
(comes "the misspelt key is told" (lambda () (told "anser")))
(retype "anser" "answer")
(comes "what was mended is told no longer" (lambda () (not (told "anser"))))
(retype "\"Parliament\"" "“Parliament”")
(comes "curly quotes are told" (lambda () (told "curly")))
(at "“Parl")
(let* ((place (eglot--pos-to-lsp-position (point)))
       (actions (ask :textDocument/codeAction :range (list :start place :end place) :context '(:diagnostics []))))
  (eglot--apply-workspace-edit
   (plist-get (seq-find (lambda (action) (eq (plist-get action :isPreferred) t)) actions) :edit)))
(check (at "answer = \"Parliament\"") "a repair is offered and made")
(eglot--signal-textDocument/didChange)
(at "consents")
(let ((shown (plist-get (plist-get (ask :textDocument/hover) :contents) :value)))
  (check (string-match-p "Who consents, 😀, in the end[?]" shown) "the question is shown"))
(at "[\"")
(check (member "commission" (all-completions "" (nth 2 (eglot-completion-at-point)))) "ids are offered")
(at "[\"comm")
(eglot-rename "eu-commission")
(check (at "id = \"eu-commission\"\nwas = \"commission\"") "a renamed entry says what it was called")
(check (at "requires = [\"eu-commission\"]") "and is named so elsewhere")
(eglot--signal-textDocument/didChange)
(at "requires = [\"eu-comm")
(call-interactively #'xref-find-definitions)
(check (string-match-p "id = \"eu-commission\"" (thing-at-point 'line t)) "an id leads to its entry")
(at "requires = [\"eu-comm")
(check (= 2 (length (seq-filter (lambda (one) (plist-get one :uri))
                                (ask :textDocument/references :context '(:includeDeclaration t)))))
       "and to every place that names it")
(check (let ((names (mapcar (lambda (one) (plist-get one :name)) (ask :textDocument/documentSymbol))))
         (and (member "eu-commission" names) (member "who" names)))
       "entries are listed")
(set-buffer-modified-p nil)
(eglot-shutdown (eglot--current-server-or-lose))
(delete-directory scratch t)
