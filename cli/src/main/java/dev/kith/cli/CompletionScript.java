package dev.kith.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What has bash and zsh complete: one search for both, each with its own front; made from the options as they are declared. */
final class CompletionScript {
    /** Behind it, columns are named. */
    private static final String COLUMNS = "columns=";

    private static final String SEARCH = """
            # What has bash and zsh complete the commands of kith; made by kith completion.

            # Is given the words up to the cursor. Sets reply to what the last may become, a space behind what is whole;
            # or kind to files, folders or command, of which the first word is number behind.
            _kith_find() {
              [ -n "${ZSH_VERSION-}" ] && emulate -L sh
              local under= below= flags= values= operand= awaited= place=0 word= one= before=
              kind=words; behind=1; reply=()
              _kith_known "$under"
              shift
              while [ $# -gt 1 ]; do
                word=$1; shift; behind=$((behind + 1))
                if [ -n "$awaited" ]; then awaited=; continue; fi
                case $word in
                  --) [ "$operand" = command ] && kind=command; return 0 ;;
                  -*=*) ;;
                  -*) case " $flags " in *" $word= "*) awaited=$word ;; esac ;;
                  *)
                    case " $below " in
                      *" $word "*) under="$under $word"; _kith_known "$under" ;;
                      *) place=$((place + 1)) ;;
                    esac ;;
                esac
              done
              word=$1
              if [ -n "$awaited" ]; then
                _kith_values "$awaited"
              else
                case $word in
                  -*=*) before=${word%%=*}; _kith_values "$before"; before=$before= ;;
                  -*) for one in $flags; do values="$values ${one%=}"; done ;;
                  *)
                    [ "$place" -eq 0 ] || return 0
                    case $operand in files) kind=files ;; command) ;; *) values="$below $operand" ;; esac ;;
                esac
              fi
              word=${word#"$before"}
              case $word in @COLUMNS@*) before=${before}@COLUMNS@; word=${word#@COLUMNS@}; values='@NAMES@' ;; esac
              case $word in *,*) before=$before${word%,*},; word=${word##*,} ;; esac
              for one in $values; do
                case $one in
                  "$word"*=) reply+=("$before$one") ;;
                  "$word"*) reply+=("$before$one ") ;;
                esac
              done
            }
            """;

    private static final String FRONTS = """
            # bash cuts words at each =, too; what is replaced is behind the last of them.
            _complete_kith() {
              local kind= behind=0 at= one= last=${COMP_WORDS[COMP_CWORD]} joined=()
              local reply=()
              for ((at = 0; at <= COMP_CWORD; at++)); do
                one=${COMP_WORDS[at]}
                if ((at > 1)) && [[ $one == =* || ${COMP_WORDS[at - 1]} == = ]]; then
                  joined[${#joined[@]} - 1]+=$one
                else
                  joined+=("$one")
                fi
              done
              [[ $last == = ]] && last=
              COMPREPLY=()
              _kith_find "${joined[@]}"
              case $kind in
                words) for one in "${reply[@]}"; do COMPREPLY+=("${one#"${joined[${#joined[@]} - 1]%"$last"}"}"); done ;;
                command)
                  compopt +o nospace 2>/dev/null
                  for ((at = 0; at < COMP_CWORD; at++)); do [[ ${COMP_WORDS[at]} == -- ]] && break; done
                  if declare -F _command_offset >/dev/null; then
                    _command_offset $((at + 1))
                  elif ((at + 1 == COMP_CWORD)); then
                    while IFS= read -r one; do COMPREPLY+=("$one"); done < <(compgen -c -- "$last" | sort -u)
                  else
                    compopt -o filenames 2>/dev/null
                    while IFS= read -r one; do COMPREPLY+=("$one"); done < <(compgen -f -- "$last")
                  fi ;;
                *)
                  compopt -o filenames +o nospace 2>/dev/null
                  at=-f; [[ $kind == folders ]] && at=-d
                  while IFS= read -r one; do COMPREPLY+=("$one"); done < <(compgen $at -- "$last") ;;
              esac
            }

            if [ -n "${ZSH_VERSION-}" ]; then
              eval '
                _kith() {
                  local kind= behind=0
                  local -a reply
                  _kith_find "${(@)words[1,CURRENT]}"
                  case $kind in
                    command) shift $behind words; (( CURRENT -= behind )); _normal ;;
                    files) compset -P "-*="; _files ;;
                    folders) compset -P "-*="; _files -/ ;;
                    *) compadd -Q -S "" -- "${reply[@]}" ;;
                  esac
                }
                whence compdef >/dev/null || { autoload -Uz compinit && compinit; }
                compdef _kith kith
              '
            else
              complete -o nospace -F _complete_kith kith
            fi
            """;

    private final Map<String, Set<String>> words = new TreeMap<>();
    private final Map<String, String> kinds = new TreeMap<>();
    private final StringBuilder known = new StringBuilder();

    private CompletionScript() {}

    /** For every command below this one. */
    static String of(CommandLine kith) {
        CompletionScript script = new CompletionScript();
        script.add("", kith);
        return SEARCH.replace("@COLUMNS@", COLUMNS).replace("@NAMES@", joined(columns()))
                + "\n_kith_known() {\n  below= flags= operand=\n  case $1 in\n" + script.known + "  esac\n}\n"
                + "\n_kith_values() {\n  case $1 in\n" + script.values() + "  esac\n}\n\n" + FRONTS;
    }

    private static List<String> columns() {
        return PeerColumn.ALL.stream().map(Constants::lower).toList();
    }

    private void add(String under, CommandLine command) {
        List<String> flags = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            boolean takesValue = option.arity().max() > 0;
            for (String name : option.names()) {
                flags.add(takesValue ? name + "=" : name);
                if (takesValue) {
                    value(name, option);
                }
            }
        }
        Set<String> below = command.getSubcommands().keySet();
        known.append("    '%s') below='%s' flags='%s' operand='%s' ;;\n"
                .formatted(under, joined(below), joined(flags), operand(command)));
        command.getSubcommands().forEach((name, one) -> add(under + " " + name, one));
    }

    private void value(String name, OptionSpec option) {
        switch (option.paramLabel()) {
            case "FILE" -> kinds.put(name, "kind=files");
            case "DIR" -> kinds.put(name, "kind=folders");
            default -> words.computeIfAbsent(name, any -> new LinkedHashSet<>()).addAll(candidates(option));
        }
        if (name.equals("--interface")) {
            kinds.put(name, "values=$(command ls /sys/class/net 2>/dev/null)");
        }
    }

    private String values() {
        Stream<String> cases = Stream.concat(
                kinds.entrySet().stream().map(kind -> kind.getKey() + ") " + kind.getValue()),
                words.entrySet().stream()
                        .filter(one -> !one.getValue().isEmpty() && !kinds.containsKey(one.getKey()))
                        .map(one -> one.getKey() + ") values='" + joined(one.getValue()) + "'"));
        return cases.map(one -> "    " + one + " ;;\n").collect(Collectors.joining());
    }

    /** What its first argument is: words, a file, or the command that stands behind two dashes. */
    private static String operand(CommandLine command) {
        if (command.getCommand() instanceof HelpCommand) {
            return joined(command.getParent().getSubcommands().keySet());
        }
        return command.getCommandSpec().positionalParameters().stream()
                .map(operand -> switch (operand.paramLabel().toUpperCase(Locale.ROOT)) {
                    case "FILE" -> "files";
                    case "CMD" -> "command";
                    default -> joined(candidates(operand));
                })
                .filter(operand -> !operand.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static List<String> candidates(ArgSpec argument) {
        return argument.completionCandidates() == null
                ? List.of()
                : StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                        .toList();
    }

    private static String joined(Collection<String> words) {
        return String.join(" ", words);
    }
}
