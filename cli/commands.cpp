// The list of commands.
#include "commands.h"

namespace eligo::cli {

std::vector<std::unique_ptr<Command>> all_commands() {
  std::vector<std::unique_ptr<Command>> commands;
  commands.push_back(check_command());
  commands.push_back(screen_command());
  commands.push_back(explain_command());
  commands.push_back(log_command());
  commands.push_back(format_command());
  commands.push_back(test_command());
  commands.push_back(vocabulary_list_command());
  commands.push_back(vocabulary_show_command());
  commands.push_back(data_profile_command());
  commands.push_back(data_convert_command());
  commands.push_back(batch_command());
  commands.push_back(funnel_command());
  return commands;
}

}  // namespace eligo::cli
