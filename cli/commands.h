// All commands. A new one is a file command_<verb>.cpp, a line here and a line in commands.cpp.
#pragma once

#include <memory>
#include <vector>

#include "command.h"

namespace eligo::cli {

std::unique_ptr<Command> check_command();
std::unique_ptr<Command> screen_command();
std::unique_ptr<Command> explain_command();
std::unique_ptr<Command> log_command();
std::unique_ptr<Command> format_command();
std::unique_ptr<Command> test_command();
std::unique_ptr<Command> vocabulary_list_command();
std::unique_ptr<Command> vocabulary_show_command();
std::unique_ptr<Command> data_profile_command();
std::unique_ptr<Command> data_convert_command();
std::unique_ptr<Command> batch_command();
std::unique_ptr<Command> funnel_command();

/// In the order in which the help lists them.
std::vector<std::unique_ptr<Command>> all_commands();

}  // namespace eligo::cli
